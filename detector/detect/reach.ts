/**
 * Tells which past times a record to come of a known device may share a window with. A device's clock never goes back, so
 * nothing that lies a window or more behind all clocks matters to them any longer. With a horizon, nothing that lies further ahead of a clock
 * than that matters to its device either: a clock that is years behind must not keep everything alive.
 */
export function createReach(clocks: readonly number[], windowMs: number, horizonMs: number): (at: number) => boolean {
  if (clocks.length === 0) return () => true;
  const spans: { after: number; until: number }[] = [];
  for (const clock of clocks.toSorted((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last !== undefined && clock - windowMs <= last.until) last.until = clock + horizonMs;
    else spans.push({ after: clock - windowMs, until: clock + horizonMs });
  }
  if (spans.length > 1) return (at) => spans.some(({ after, until }) => at > after && at <= until);
  const [{ after, until }] = spans;
  return (at) => at > after && at <= until;
}
