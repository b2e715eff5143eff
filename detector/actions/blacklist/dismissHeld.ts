import { MendableError } from '../../errors.ts';
import type { Client } from '../../store/database.ts';
import type { StoredFinding } from '../../store/blacklist/findings.ts';
import { answerFindings, lockHeldOf } from '../../store/blacklist/searchFindings.ts';
import type { Actor } from '../actor.ts';
import { audit } from '../operations.ts';
import { reasonOf } from './blacklistActions.ts';
import { canonicalText } from '../canonicalText.ts';

export interface Dismissed {
  /** In canonical text. */
  readonly address: string;
  /** How many findings of it waited. */
  readonly dismissed: number;
}

/** Dismisses all held findings of exactly this address that wait for a person's word. */
export async function dismissHeld(actor: Actor, text: string, reason: string): Promise<Dismissed> {
  const address = canonicalText(text);
  const why = reasonOf(reason);
  return actor.database.transaction(async (client) => {
    const findings = await lockHeldOf(client, [address]);
    if (findings.length === 0) {
      throw new MendableError(
        'not-held',
        `No finding of ${address} waits for a person's word: "blacklist list --state held" shows those that do.`,
      );
    }
    await dismiss(client, actor, findings, why);
    return { address, dismissed: findings.length };
  });
}

/** Answers locked findings that wait: no block comes of them. */
export async function dismiss(
  client: Client,
  actor: Actor,
  findings: readonly StoredFinding[],
  reason: string,
): Promise<void> {
  const answers = findings.map(({ id }) => ({ id, blockId: null }));
  await answerFindings(client, answers, { decision: 'dismiss', by: actor.name, nowMs: actor.nowMs });
  for (const { id, source, case: name } of findings) {
    await audit(client, actor, 'finding.dismiss', source, { finding: id, case: name }, { reason });
  }
}
