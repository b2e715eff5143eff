import { MendableError } from '../../errors.ts';
import { removeAllowEntry } from '../../store/blacklist/allowEntries.ts';
import { giveNotice } from '../../store/notices.ts';
import type { Actor } from '../actor.ts';
import { audit } from '../audit.ts';
import { canonicalText } from '../canonicalText.ts';
import { changeDecisions } from '../changeDecisions.ts';

/** Takes a range off the allowlist; what it was blocked for before stays lifted. */
export async function disallow(actor: Actor, text: string): Promise<string> {
  const range = canonicalText(text);
  return changeDecisions(actor, async (client) => {
    if (!(await removeAllowEntry(client, range, actor.name, actor.nowMs))) {
      throw new MendableError('not-allowed', `${range} is not on the allowlist: "allow list" shows what is.`);
    }
    await audit(client, actor, 'allow.remove', range);
    await giveNotice(client, 'blacklist');
    return range;
  });
}
