import type { Block } from '../../model/block.ts';
import { cidrOf } from '../../model/cidr.ts';
import { createCidrSet } from '../../model/cidrSet.ts';
import { activeAllowEntries, putAllowEntries } from '../../store/blacklist/allowEntries.ts';
import { insertAuditEvents } from '../../store/auditEvents.ts';
import type { Client } from '../../store/database.ts';
import { answerHeldInside } from '../../store/blacklist/findings.ts';
import { giveNotice } from '../../store/notices.ts';
import { activeBlocksOf, activeBlocksWithin, listedBlocks } from '../../store/blacklist/standingBlocks.ts';
import type { Actor } from '../actor.ts';
import { endBlocks } from '../blacklist/endBlocks.ts';

/** A range in canonical text that is to be allowed, each once. */
export interface Allowed {
  readonly range: string;
  readonly reason: string;
}

/** Puts ranges on the allowlist, within a change, until a time (null: for ever) and lifts the blocks inside them, which it returns. */
export async function addAllowEntries(
  client: Client,
  actor: Actor,
  entries: readonly Allowed[],
  expiresAt: number | null,
): Promise<Block[]> {
  if (entries.length === 0) return [];
  const { name, nowMs } = actor;
  const ranges = entries.map(({ range }) => range);
  const standing = new Map((await activeAllowEntries(client, nowMs)).map((entry) => [entry.range, entry]));
  await putAllowEntries(client, entries, { expiresAt, by: name, nowMs });
  await answerHeldInside(client, ranges, 'allow', name, nowMs);
  await insertAuditEvents(
    client,
    entries.map(({ range, reason }) => {
      const known = standing.get(range);
      const before = known && { reason: known.reason, expiresAt: known.expiresAt };
      return { at: nowMs, actor: name, action: 'allow.add', subject: range, before, after: { reason, expiresAt } };
    }),
  );
  const lifted = await blocksInside(client, ranges);
  const [reason, ...others] = new Set(entries.map((entry) => entry.reason));
  const why = others.length === 0 ? `on the allowlist: ${reason ?? ''}` : 'on the allowlist';
  await endBlocks(client, actor, lifted, why);
  await giveNotice(client, 'blacklist');
  return lifted;
}

/** Beyond this the ranges are sorted here: each compared with each block would take the database minutes for thousands. */
const maxCompared = 20;

/** Active blocks that lie wholly inside any of these ranges. */
export async function blocksInside(client: Pick<Client, 'query'>, ranges: readonly string[]): Promise<Block[]> {
  if (ranges.length <= maxCompared) return activeBlocksWithin(client, ranges);
  const set = createCidrSet(ranges.map(cidrOf));
  const blocks = await listedBlocks(client);
  const inside = blocks.map(({ address }) => address).filter((address) => set.covers(cidrOf(address)));
  return activeBlocksOf(client, inside);
}
