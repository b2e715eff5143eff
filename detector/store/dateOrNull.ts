/** A time in ms since 1970 as a parameter of a statement; null where there is none. */
export function dateOrNull(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
