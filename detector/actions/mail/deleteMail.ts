import { findMail, removeMail } from '../../store/mails.ts';
import type { Actor } from '../actor.ts';
import { audit } from '../audit.ts';
import { noSuchMail } from './retryMail.ts';

/** Gives a mail up; blocks that it told of are not told of again. */
export async function deleteMail(actor: Actor, id: number): Promise<void> {
  await actor.database.transaction(async (client) => {
    const mail = await findMail(client, id);
    if (mail === undefined) throw noSuchMail(id);
    await removeMail(client, id);
    await audit(client, actor, 'mail.delete', `mail ${id}`, mail);
  });
}
