import { pause } from './pause.ts';

/** Whether work ends in time; what it throws then is thrown. Where it does not, it is left to itself. */
export async function endsWithin(limitMs: number, work: Promise<unknown>): Promise<boolean> {
  const given = new AbortController();
  const ended = work.then(() => true);
  // Left to itself, it may still fail.
  ended.catch(() => undefined);
  try {
    return await Promise.race([ended, pause(limitMs, given.signal).then(() => false)]);
  } finally {
    given.abort();
  }
}
