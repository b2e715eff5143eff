/** Polls that may be missed before a client counts as late. */
const missed = 3;
/** Two intervals at least: one may be a restart. */
const minPolls = 3;

/**
 * Whether a client has missed three of its own intervals: the median between its newest polls, which stand by the minute,
 * newest first. One that has hardly polled has no interval, and is not late.
 */
export function isLate({ lastAt, minutes }: { lastAt: number; minutes: readonly number[] }, nowMs: number): boolean {
  if (minutes.length < minPolls) return false;
  const intervals = minutes.slice(1).map((minute, i) => minutes[i] - minute);
  const median = intervals.sort((one, other) => one - other)[Math.floor(intervals.length / 2)];
  return nowMs - lastAt > missed * median;
}
