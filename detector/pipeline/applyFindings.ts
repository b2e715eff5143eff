import { decideFindings, isOwing } from '../block/decideFindings.ts';
import type { Sighting } from '../block/decideFindings.ts';
import { renewed } from '../block/expiry.ts';
import type { Safety } from '../block/safety.ts';
import { formatAddress } from '../model/address.ts';
import type { Block } from '../model/block.ts';
import { cidrOf } from '../model/cidr.ts';
import { createCidrSet } from '../model/cidrSet.ts';
import type { Finding } from '../model/finding.ts';
import type { Settings } from '../model/settings.ts';
import { blocksAnswering } from '../actions/blacklist/blocksAnswering.ts';
import { lastingBlocks } from '../actions/blacklist/lastingBlocks.ts';
import { insertAuditEvents } from '../store/auditEvents.ts';
import { insertBlocks, renewBlocks } from '../store/blacklist/blocks.ts';
import type { NewBlock } from '../store/blacklist/blocks.ts';
import { insertFindings } from '../store/blacklist/findings.ts';
import { activeGrace } from '../store/blacklist/grace.ts';
import type { Client } from '../store/database.ts';
import { giveNotice } from '../store/notices.ts';

export interface FindingsContext {
  readonly settings: Settings;
  readonly safety: Safety;
  /** The newest record of the batch that the findings came of. */
  readonly recordId: number;
  readonly nowMs: number;
}

const detector = 'detector';

/** Decides on findings in order, then stores what comes of all of them: there can be thousands in a batch. */
export async function applyFindings(
  client: Client,
  findings: readonly Finding[],
  { settings, safety, recordId, nowMs }: FindingsContext,
): Promise<void> {
  const sources = [...new Set(findings.map((finding) => finding.source))];
  const standing = await blocksAnswering(client, sources, nowMs);
  const grace = createCidrSet((await activeGrace(client, nowMs)).map((entry) => cidrOf(entry.range)));
  const facts = { safety, isInGrace: (words: ArrayLike<number>) => grace.has(words), standing };
  const { decided, added, sightings } = decideFindings(findings, facts, settings);
  const addresses = added.map(({ address }) => address);
  await lastingBlocks(client, addresses, nowMs);
  const fresh = await addBlocks(
    client,
    added.map((block) => ({ ...block, createdBy: detector })),
    nowMs,
  );
  const blocks = new Map([...standing.values(), ...fresh].map((block) => [block.address, block]));
  await moveOn(client, blocks, sightings, settings);
  await insertFindings(
    client,
    decided.map(({ finding, decision, blockAddress }) => ({
      ...{ finding, outcome: decision.kind },
      reason: 'reason' in decision ? decision.reason : null,
      blockId: blocks.get(blockAddress ?? '')?.id ?? null,
    })),
    recordId,
  );
}

async function moveOn(
  client: Client,
  blocks: ReadonlyMap<string, Block>,
  sightings: readonly Sighting[],
  settings: Settings,
): Promise<void> {
  await renewBlocks(
    client,
    sightings.flatMap(({ address, at, findings, hitAt }) => {
      const block = blocks.get(address);
      if (block === undefined) return [];
      const { id, lastSeenAt, expiresAt } = renewed(block, at, settings);
      return [{ id, lastSeenAt, expiresAt, findings, hitAt }];
    }),
  );
}

/** Stores blocks, each with its audit event, and gives notice. */
async function addBlocks(client: Client, blocks: readonly NewBlock[], nowMs: number): Promise<Block[]> {
  const ids = await insertBlocks(client, blocks);
  const added = blocks.flatMap((block): Block[] => {
    const id = ids.get(block.address);
    return id === undefined ? [] : [{ ...block, id, releasedAt: null }];
  });
  await insertAuditEvents(
    client,
    added.map(({ address, origin, expiresAt }) => ({
      at: nowMs,
      actor: detector,
      action: 'block.add',
      subject: address,
      after: { case: origin, expiresAt },
    })),
  );
  if (added.length > 0) await giveNotice(client, 'blacklist');
  return added;
}

/** The newest deny-rule hit of each source, in columns: four words and a time. */
export interface Hits {
  readonly source: Uint32Array;
  readonly at: Float64Array;
}

/** Moves the blocks on whose sources hit the deny rule. */
export async function applyHits(
  client: Client,
  hits: Hits,
  { settings, safety, nowMs }: Omit<FindingsContext, 'recordId'>,
): Promise<void> {
  const seenAt = new Map<string, number>();
  hits.at.forEach((at, i) => seenAt.set(formatAddress(hits.source, 4 * i), at));
  const standing = await blocksAnswering(client, [...seenAt.keys()], nowMs);
  const newest = new Map<string, Sighting>();
  for (const [source, block] of standing) {
    const hitAt = seenAt.get(source) ?? -Infinity;
    if (!isOwing(block, source, hitAt, safety)) continue;
    const at = Math.max(hitAt, newest.get(block.address)?.at ?? hitAt);
    newest.set(block.address, { address: block.address, at, findings: 0, hitAt: at });
  }
  const blocks = new Map([...standing.values()].map((block) => [block.address, block]));
  await moveOn(client, blocks, [...newest.values()], settings);
}
