import { parseDuration } from '../../block/duration.ts';
import { isOver } from '../../block/expiry.ts';
import { keptOffReason } from '../../block/keptOffReason.ts';
import { MendableError } from '../../errors.ts';
import type { Block, BlockOrigin } from '../../model/block.ts';
import { cidrOf, containsCidr } from '../../model/cidr.ts';
import { insertAuditEvents } from '../../store/auditEvents.ts';
import type { Client } from '../../store/database.ts';
import { extendBlocks, lockActiveOf, lockBlocks } from '../../store/blacklist/lockBlocks.ts';
import { giveNotice } from '../../store/notices.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import { activeRangesOver } from '../../store/blacklist/standingBlocks.ts';
import type { Actor } from '../actor.ts';
import { allowAll } from './allowAll.ts';
import { loadSafety } from './loadSafety.ts';
import { releaseAll } from './releaseAll.ts';

/** Which blocks an action is for: those with these numbers, or all active ones of a case since a time. */
export type ActionTarget =
  { readonly ids: readonly number[] } | { readonly case: BlockOrigin; readonly detectedSince: number };

/** What came of an action for many. */
export interface ActionOutcome {
  readonly done: readonly string[];
  readonly failed: readonly { readonly address: string; readonly because: string }[];
  /** Addresses that were released but still lie in a blocked range. */
  readonly stillBlocked: readonly { readonly address: string; readonly by: string }[];
}

/** Blocks that one action may be for: more would hold up everybody else's changes for long. */
const maxBlocks = 10_000;

/** Releases blocks; each source is forgotten and gets an hour of grace. */
export async function releaseMany(actor: Actor, target: ActionTarget, reason: string): Promise<ActionOutcome> {
  const why = reasonOf(reason);
  return actor.database.transaction(async (client) => {
    const { blocks, failed } = await findBlocks(client, target);
    await releaseAll(client, actor, blocks, why);
    return { ...outcomeFor(blocks, failed), stillBlocked: await blockedAllTheSame(client, actor, blocks) };
  });
}

/** Gives blocks an end that no hit moves, counted from now on, or none. */
export async function extendMany(actor: Actor, target: ActionTarget, duration: string): Promise<ActionOutcome> {
  const { name, nowMs } = actor;
  const expiresAt = endOf(duration, nowMs);
  return actor.database.transaction(async (client) => {
    const { blocks, failed } = await findBlocks(client, target);
    await extendBlocks(
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
    return outcomeFor(blocks, failed);
  });
}

/** Puts the addresses of blocks on the allowlist, which lifts them. */
export async function allowMany(
  actor: Actor,
  target: ActionTarget,
  { reason, duration }: { readonly reason: string; readonly duration: string },
): Promise<ActionOutcome> {
  const why = reasonOf(reason);
  const expiresAt = endOf(duration, actor.nowMs);
  return actor.database.transaction(async (client) => {
    const { blocks, failed } = await findBlocks(client, target);
    const entries = blocks.map(({ address }) => ({ range: address, reason: why }));
    await allowAll(client, actor, entries, expiresAt);
    return outcomeFor(blocks, failed);
  });
}

/** A reason that says something; throws where it does not. */
export function reasonOf(text: string): string {
  if (text.trim() !== '') return text.trim();
  throw new MendableError('reason-missing', 'A reason is missing: say why, for whoever asks later.');
}

/** When a duration from now on ends, null where it never does; throws where it is none. */
export function endOf(duration: string, nowMs: number): number | null {
  const durationMs = parseDuration(duration);
  if (typeof durationMs === 'string') throw new MendableError('duration-wrong', durationMs);
  return durationMs === null ? null : nowMs + durationMs;
}

async function findBlocks(
  client: Client,
  target: ActionTarget,
): Promise<{ blocks: Block[]; failed: ActionOutcome['failed'] }> {
  if ('case' in target) {
    const blocks = await lockActiveOf(client, target.case, target.detectedSince, maxBlocks + 1);
    if (blocks.length <= maxBlocks) return { blocks, failed: [] };
    throw new MendableError(
      'too-many-blocks',
      `More than ${maxBlocks} blocks are meant: choose a later time, so that it is fewer at once.`,
    );
  }
  const found = await lockBlocks(client, target.ids);
  const known = new Set(found.map(({ id }) => id));
  const missing = target.ids.filter((id) => !known.has(id));
  const failed = [
    ...[...new Set(missing)].map((id) => ({ address: `number ${id}`, because: 'No block has this number.' })),
    ...found
      .filter(({ releasedAt }) => releasedAt !== null)
      .map(({ address }) => ({ address, because: `The block of ${address} has been released already.` })),
  ];
  return { blocks: found.filter(({ releasedAt }) => releasedAt === null), failed };
}

function outcomeFor(blocks: readonly Block[], failed: ActionOutcome['failed']): ActionOutcome {
  return { done: blocks.map(({ address }) => address), failed, stillBlocked: [] };
}

async function blockedAllTheSame(
  client: Client,
  actor: Actor,
  blocks: readonly Block[],
): Promise<ActionOutcome['stillBlocked']> {
  const { nowMs, defaults, listAccess } = actor;
  const addresses = blocks.map(({ address }) => address);
  const ranges = (await activeRangesOver(client, addresses))
    .filter((range) => !isOver(range, nowMs))
    .map(({ address }) => ({ address, cidr: cidrOf(address) }));
  if (ranges.length === 0) return [];
  const { settings } = await loadSettings(client, defaults);
  const safety = await loadSafety(client, settings, listAccess, nowMs);
  return addresses.flatMap((address) => {
    const cidr = cidrOf(address);
    const over = ranges.find((range) => containsCidr(range.cidr, cidr));
    return over === undefined || keptOffReason(cidr, safety) !== undefined ? [] : [{ address, by: over.address }];
  });
}
