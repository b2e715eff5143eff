import type { Mail } from './notificationsState.ts';

/** Why a mail waits, failed or is done, in a sentence that quotes the server. */
export function reasonOf(
  { state, attempts, lastError }: Pick<Mail, 'state' | 'attempts' | 'lastError'>,
  isOff: boolean,
): string {
  const tries = attempts === 1 ? 'one attempt' : `${attempts} attempts`;
  const why = lastError === null ? '' : ` The last one: ${lastError}`;
  if (state === 'sent') return attempts > 1 ? `Sent after ${tries}.` : 'Sent.';
  if (state === 'failed') return `Not tried any more after ${tries}.${why}`;
  if (attempts === 0)
    return isOff ? 'It waits until mails are turned on.' : (lastError ?? 'It goes out within a minute.');
  return `It waits after ${tries}.${why}`;
}
