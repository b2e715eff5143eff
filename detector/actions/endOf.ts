import { parseDuration } from '../block/duration.ts';
import { MendableError } from '../errors.ts';

/** When a duration from now on ends, null where it never does; throws where it is none. */
export function endOf(duration: string, nowMs: number): number | null {
  const durationMs = parseDuration(duration);
  if (typeof durationMs === 'string') throw new MendableError('duration-wrong', durationMs);
  return durationMs === null ? null : nowMs + durationMs;
}
