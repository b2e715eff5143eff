/** Polls that may be missed before a client counts as late. */
const missed = 3;
/** Intervals from which on a client is known: few where they are regular, many whatever they are. More tell of it later. */
const fewIntervals = 4;
const manyIntervals = 19;
const minuteMs = 60_000;
/** No firewall asks oftener than each five minutes; polls stand by the minute. */
const shortestMs = 4 * minuteMs;

/**
 * Whether a client has missed three of its own intervals: the median between its newest polls, which stand by the minute,
 * newest first. One that is not known yet has no interval, and is not late. The view `report.list_clients` tells the same to
 * dashboards and alerts, of whoever was given the list once.
 */
export function isLate({ lastAt, minutes }: { lastAt: number; minutes: readonly number[] }, nowMs: number): boolean {
  const intervals = minutes.slice(1).map((minute, i) => minutes[i] - minute);
  if (intervals.length < fewIntervals) return false;
  const median = intervals.toSorted((one, other) => one - other)[Math.floor(intervals.length / 2)];
  if (intervals.length < manyIntervals && !isRegular(intervals, median)) return false;
  return nowMs - lastAt > missed * median;
}

/** Whether three of four intervals are within a minute or a tenth of the median. */
function isRegular(intervals: readonly number[], median: number): boolean {
  const near = intervals.filter((interval) => Math.abs(interval - median) <= Math.max(minuteMs, median / 10));
  return median >= shortestMs && 4 * near.length >= 3 * intervals.length;
}
