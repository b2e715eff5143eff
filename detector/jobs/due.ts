import { lastTimeOfDay } from '../time/calendar.ts';
import type { JobRun } from '../model/jobRun.ts';
import type { Timing } from './job.ts';
import { minuteMs, hourMs } from '../time/units.ts';

/** Antarctica/Troll moves its clock by two hours, all others by less. */
const shortestDayMs = 22 * hourMs;
/** A run that lies further ahead than two servers' clocks differ was recorded by a clock that was wrong: it does not count. */
const clockToleranceMs = 5 * minuteMs;
const longestRetryMinutes = 5;

/** What is known of a job's runs. */
export interface Past {
  /** When the newest run that succeeded was started. */
  readonly succeededAt: number | undefined;
  readonly lastRun: JobRun | undefined;
}

/** The newest instant, now or before, at which a job was due. */
export function lastDue(timing: Timing, nowMs: number, timeZone: string): number {
  if ('hour' in timing) return lastTimeOfDay(nowMs, timing.hour, timeZone);
  const periodMs = timing.everyMinutes * minuteMs;
  return Math.floor(nowMs / periodMs) * periodMs;
}

/** Whether a job has succeeded since it was last due. A tick that was missed, or an hour that the clock skipped, changes nothing. */
export function isDone(timing: Timing, succeededAt: number | undefined, nowMs: number, timeZone: string): boolean {
  if (succeededAt === undefined || succeededAt > nowMs + clockToleranceMs) return false;
  return succeededAt >= lastDue(timing, nowMs, timeZone);
}

/** When a job is to run next; now or before when it is to run at once. */
export function nextRun(timing: Timing, { succeededAt, lastRun }: Past, nowMs: number, timeZone: string): number {
  if (isDone(timing, succeededAt, nowMs, timeZone)) return nextDue(timing, nowMs, timeZone);
  const dueMs = lastDue(timing, nowMs, timeZone);
  if (lastRun?.outcome !== 'failed' || lastRun.endedAt > nowMs + clockToleranceMs) return dueMs;
  return Math.max(dueMs, lastRun.endedAt + retryMs(timing));
}

function nextDue(timing: Timing, nowMs: number, timeZone: string): number {
  const dueMs = lastDue(timing, nowMs, timeZone);
  if ('everyMinutes' in timing) return dueMs + timing.everyMinutes * minuteMs;
  let nextMs = dueMs;
  for (let aheadMs = shortestDayMs; nextMs === dueMs; aheadMs += hourMs) {
    nextMs = lastTimeOfDay(dueMs + aheadMs, timing.hour, timeZone);
  }
  return nextMs;
}

function retryMs(timing: Timing): number {
  const minutes = 'hour' in timing ? longestRetryMinutes : Math.min(timing.everyMinutes, longestRetryMinutes);
  return minutes * minuteMs;
}
