/** In the year 69; PostgreSQL knows no time before 4713 BC, and people may ask for any. */
const earliestMs = -6e13;
const latestMs = 8.64e15;

/** A time that people gave in ms since 1970, as a parameter of a statement. */
export function instantOf(ms: number): Date {
  return new Date(Math.min(latestMs, Math.max(earliestMs, ms)));
}
