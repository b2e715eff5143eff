import type { Actor } from '../actor.ts';
import { changeDecisions } from '../changeDecisions.ts';
import { reasonOf } from '../reasonOf.ts';
import { findBlocks } from './blockTarget.ts';
import type { ActionOutcome, BlockTarget } from './blockTarget.ts';
import { blockedByRanges } from './blockedByRanges.ts';
import { endBlocks } from './endBlocks.ts';

/** Releases blocks; each source is forgotten and gets an hour of grace. */
export async function releaseBlocks(actor: Actor, target: BlockTarget, reason: string): Promise<ActionOutcome> {
  const why = reasonOf(reason);
  return changeDecisions(actor, async (client) => {
    const { blocks, failed } = await findBlocks(client, actor, target);
    await endBlocks(client, actor, blocks, why);
    const addresses = blocks.map(({ address }) => address);
    return { done: addresses, failed, stillBlocked: await blockedByRanges(client, actor, addresses) };
  });
}
