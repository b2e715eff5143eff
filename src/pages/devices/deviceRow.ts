import type { Answer } from '../../../detector/api/contract/contract.ts';

export type Report = Answer<'GET /devices'>;
export type Device = Report['devices'][number];

/** What a person says of a device. */
export interface Request extends Readonly<Pick<Device, 'name' | 'timeZone' | 'format'>> {
  readonly hosts: readonly string[];
  readonly files: readonly string[];
  readonly senders: readonly string[];
}

/** Records this far behind count for nothing. */
const behindMs = 5 * 60_000;

/** Lines that could not be read, of all reasons. */
export function unreadableLines({ unreadable }: Pick<Device, 'unreadable'>): number {
  return unreadable.reduce((sum, { lines }) => sum + lines, 0);
}

/** A clock that sent no record of the future for this long was mended. */
const mendedMs = 10 * 60_000;

/** Whether the newest lines lie in the future: they count as of their arrival, so that the offset of the clock does not show it. */
export function isClockWrong({ lastFutureAt, lastLineAt }: Pick<Device, 'lastFutureAt' | 'lastLineAt'>): boolean {
  return lastFutureAt !== null && lastLineAt !== null && lastFutureAt > lastLineAt - mendedMs;
}

/** A clock that is far behind: a backlog that is read, a wrong time zone or a wrong clock. */
export function isClockBehind({ clockOffsetMs }: Pick<Device, 'clockOffsetMs'>): boolean {
  return clockOffsetMs !== null && clockOffsetMs < -behindMs;
}

/** How far a clock is off, in words: `2 min ahead`. */
export function offsetWords(clockOffsetMs: number | null): string {
  if (clockOffsetMs === null) return '–';
  const seconds = Math.round(Math.abs(clockOffsetMs) / 1000);
  if (seconds < 10) return 'right';
  return `${lengthWords(seconds)} ${clockOffsetMs > 0 ? 'ahead' : 'behind'}`;
}

function lengthWords(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}
