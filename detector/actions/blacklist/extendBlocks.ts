import { insertAuditEvents } from '../../store/auditEvents.ts';
import { setBlockEnds } from '../../store/blacklist/chosenBlocks.ts';
import { giveNotice } from '../../store/notices.ts';
import type { Actor } from '../actor.ts';
import { changeDecisions } from '../changeDecisions.ts';
import { endOf } from '../endOf.ts';
import { findBlocks } from './blockTarget.ts';
import type { ActionOutcome, BlockTarget } from './blockTarget.ts';

/** What came of it, with the end that the blocks have now; null: none. */
export interface ExtendOutcome extends ActionOutcome {
  readonly expiresAt: number | null;
}

/** Gives blocks an end that no hit moves, counted from now on, or none. */
export async function extendBlocks(actor: Actor, target: BlockTarget, duration: string): Promise<ExtendOutcome> {
  const { name, nowMs } = actor;
  const expiresAt = endOf(duration, nowMs);
  return changeDecisions(actor, async (client) => {
    const { blocks, failed } = await findBlocks(client, actor, target);
    await setBlockEnds(
      client,
      blocks.map(({ id }) => id),
      expiresAt,
    );
    await insertAuditEvents(
      client,
      blocks.map((block) => ({
        at: nowMs,
        actor: name,
        action: 'block.extend',
        subject: block.address,
        before: { expiresAt: block.expiresAt, fixedEnd: block.fixedEnd },
        after: { expiresAt, fixedEnd: true },
      })),
    );
    if (blocks.length > 0) await giveNotice(client, 'blacklist');
    return { done: blocks.map(({ address }) => address), failed, stillBlocked: [], expiresAt };
  });
}
