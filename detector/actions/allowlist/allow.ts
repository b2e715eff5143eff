import { isOver } from '../../block/expiry.ts';
import { parseDuration } from '../../block/duration.ts';
import { parseEntryRange } from '../../block/parseEntryRange.ts';
import { MendableError } from '../../errors.ts';
import { formatCidr } from '../../model/cidr.ts';
import { activeRangesOver } from '../../store/blacklist/standingBlocks.ts';
import type { Actor } from '../actor.ts';
import { findBlocks } from '../blacklist/blockTarget.ts';
import type { ActionOutcome, BlockTarget } from '../blacklist/blockTarget.ts';
import { rangeRead } from '../canonicalText.ts';
import { changeDecisions } from '../changeDecisions.ts';
import { endOf } from '../endOf.ts';
import { reasonOf } from '../reasonOf.ts';
import { addAllowEntries } from './addAllowEntries.ts';

export interface AllowRequest {
  readonly reason: string;
  readonly duration: string;
}

export interface Allowance {
  /** In canonical text. */
  readonly range: string;
  /** Null: for ever. */
  readonly expiresAt: number | null;
  /** What was blocked inside it. */
  readonly lifted: readonly string[];
  /** Wider blocked ranges that leave it out from now on. */
  readonly cutFrom: readonly string[];
}

/** Puts an address or range on the allowlist and lifts the blocks inside it. */
export async function allowRange(actor: Actor, request: AllowRequest & { readonly range: string }): Promise<Allowance> {
  const range = formatCidr(rangeRead(parseEntryRange(request.range, 'allow')));
  const durationMs = parseDuration(request.duration);
  const faults = [
    ...(typeof durationMs === 'string' ? [durationMs] : []),
    ...(request.reason.trim() === '' ? ['A reason is missing: say why, for whoever asks later.'] : []),
  ];
  if (faults.length > 0) throw new MendableError('allow-refused', faults.join('\n'));
  const expiresAt = endOf(request.duration, actor.nowMs);
  return changeDecisions(actor, async (client) => {
    const lifted = await addAllowEntries(client, actor, [{ range, reason: request.reason.trim() }], expiresAt);
    const wider = await activeRangesOver(client, [range]);
    return {
      range,
      expiresAt,
      lifted: lifted.map((block) => block.address),
      cutFrom: wider.filter((block) => !isOver(block, actor.nowMs)).map((block) => block.address),
    };
  });
}

/** Puts the addresses of blocks on the allowlist, which lifts them. */
export async function allowBlocked(actor: Actor, target: BlockTarget, request: AllowRequest): Promise<ActionOutcome> {
  const reason = reasonOf(request.reason);
  const expiresAt = endOf(request.duration, actor.nowMs);
  return changeDecisions(actor, async (client) => {
    const { blocks, failed } = await findBlocks(client, actor, target);
    const entries = blocks.map(({ address }) => ({ range: address, reason }));
    await addAllowEntries(client, actor, entries, expiresAt);
    return { done: blocks.map(({ address }) => address), failed, stillBlocked: [] };
  });
}
