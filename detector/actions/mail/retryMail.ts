import { MendableError } from '../../errors.ts';
import { triedForMs } from '../../notify/mailTimes.ts';
import { findMail, hurryMail } from '../../store/mails.ts';
import type { StoredMail } from '../../store/mails.ts';
import type { Actor } from '../actor.ts';
import { audit } from '../audit.ts';

/** Tries a mail again now, and for three more days. */
export async function retryMail(actor: Actor, id: number): Promise<StoredMail> {
  return actor.database.transaction(async (client) => {
    const before = await findMail(client, id);
    if (before === undefined) throw noSuchMail(id);
    const after = await hurryMail(client, id, actor.nowMs, actor.nowMs + triedForMs);
    if (after === undefined) throw new MendableError('already-sent', `Mail ${id} was sent: there is nothing to try.`);
    await audit(client, actor, 'mail.retry', `mail ${id}`, { state: before.state, lastError: before.lastError });
    return after;
  });
}

export function noSuchMail(id: number): MendableError {
  return new MendableError('no-such-mail', `There is no mail ${id} any more: look at the list again.`);
}
