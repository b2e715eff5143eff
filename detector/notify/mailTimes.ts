import { minuteMs, hourMs, dayMs } from '../time/units.ts';

/** How long the first new block waits for others. Longer: fewer mails, later. */
export const gatherMs = 30_000;
/** How far mails about blocks are apart at least. */
export const betweenMailsMs = 5 * minuteMs;
const firstPauseMs = minuteMs;
const longestPauseMs = hourMs;
/** How long a mail that can't be sent is tried again. */
export const triedForMs = 3 * dayMs;

/**
 * When a mail about new blocks is due: the first of them has waited for others, and the last mail is long enough ago.
 * A clock that was set back makes nobody wait for longer.
 */
export function digestDueAt(firstNewAt: number, lastDigestAt: number | null): number {
  return Math.max(
    firstNewAt + gatherMs,
    lastDigestAt === null ? -Infinity : Math.min(lastDigestAt, firstNewAt) + betweenMailsMs,
  );
}

/** When a mail that has failed so many times, at least once, is tried again: after 1, 2, 4 … minutes, at most an hour. */
export function nextAttemptAt(attempts: number, nowMs: number): number {
  return nowMs + Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempts - 1, 10));
}
