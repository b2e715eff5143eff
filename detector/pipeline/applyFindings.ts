import { decide } from '../block/decide.ts';
import type { Decision } from '../block/decide.ts';
import { renewed } from '../block/expiry.ts';
import type { Safety } from '../block/safety.ts';
import { formatAddress, parseAddress } from '../model/address.ts';
import type { Block } from '../model/block.ts';
import { cidrOf } from '../model/cidr.ts';
import { createCidrSet } from '../model/cidrSet.ts';
import type { Finding } from '../model/finding.ts';
import type { Settings } from '../model/settings.ts';
import { insertAuditEvents } from '../store/auditEvents.ts';
import { insertBlocks, renewBlocks } from '../store/blacklist/blocks.ts';
import type { NewBlock } from '../store/blacklist/blocks.ts';
import { activeBlocksOf } from '../store/blacklist/standingBlocks.ts';
import type { Client } from '../store/database.ts';
import { insertFindings } from '../store/blacklist/findings.ts';
import type { DecidedFinding } from '../store/blacklist/findings.ts';
import { activeGrace } from '../store/blacklist/grace.ts';
import { giveNotice } from '../store/notices.ts';
import { blocksAnswering } from '../actions/blacklist/blocksAnswering.ts';

export interface FindingsContext {
  readonly settings: Settings;
  readonly safety: Safety;
  /** The newest record of the batch that the findings came of. */
  readonly recordId: number;
  readonly nowMs: number;
}

const detector = 'detector';

/** What moves a block on; the block may be one that is still to be stored. */
interface Sighting {
  readonly block: Block;
  readonly at: number;
  readonly findings: 0 | 1;
  readonly hitAt: number | null;
}

/** A block that is still to be stored has this number. */
const unstored = 0;

/** Decides on findings in order, then stores what comes of all of them: there can be thousands in a batch. */
export async function applyFindings(
  client: Client,
  findings: readonly Finding[],
  context: FindingsContext,
): Promise<void> {
  const { settings, safety, recordId, nowMs } = context;
  const sources = [...new Set(findings.map((finding) => finding.source))];
  const standing = await blocksAnswering(client, sources, nowMs);
  const grace = createCidrSet((await activeGrace(client, nowMs)).map((entry) => cidrOf(entry.range)));
  const decided: { finding: Finding; decision: Decision; block: Block | undefined }[] = [];
  const added: NewBlock[] = [];
  const sightings: Sighting[] = [];
  for (const finding of findings) {
    const { source, hitBeforeAt } = finding;
    const words = parseAddress(source);
    const isInGrace = words !== undefined && grace.has(words);
    const before = standing.get(source);
    // It moves on the block that stood then, whatever the finding leads to.
    if (before !== undefined && hitBeforeAt !== null && isOwing(before, source, hitBeforeAt, safety)) {
      sightings.push({ block: before, at: hitBeforeAt, findings: 0, hitAt: hitBeforeAt });
    }
    const decision = decide(finding, { safety, isInGrace, standing: before }, settings);
    const block = blockOf(decision);
    if (decision.kind === 'renew') sightings.push({ block: decision.block, at: finding.at, findings: 1, hitAt: null });
    if (decision.kind === 'block') added.push({ ...decision.block, createdBy: detector });
    if (block !== undefined) standing.set(source, block);
    decided.push({ finding, decision, block });
  }
  const stored = await addBlocks(client, added, nowMs);
  const storedOf = (block: Block | undefined) => (block?.id === unstored ? stored.get(block.address) : block);
  await renewBlocks(
    client,
    sightings.flatMap(({ block, at, findings, hitAt }) => {
      const found = storedOf(block);
      if (found === undefined) return [];
      const { id, lastSeenAt, expiresAt } = renewed(found, at, settings);
      return [{ id, lastSeenAt, expiresAt, findings, hitAt }];
    }),
  );
  await insertFindings(
    client,
    decided.map(({ finding, decision, block }): DecidedFinding => {
      const reason = 'reason' in decision ? decision.reason : null;
      return { finding, outcome: decision.kind, reason, blockId: storedOf(block)?.id ?? null };
    }),
    recordId,
  );
}

/** Whether a hit came of a block: not where the address is kept off the list, nor before the block stood. */
function isOwing(block: Block, address: string, hitAt: number, safety: Safety): boolean {
  const words = parseAddress(address);
  return hitAt >= block.detectedAt && words !== undefined && safety.reasonFor(words) === undefined;
}

/** The block that answers for a finding then. */
function blockOf(decision: Decision): Block | undefined {
  if (decision.kind === 'renew') return decision.block;
  return decision.kind === 'block' ? { ...decision.block, id: unstored, releasedAt: null } : undefined;
}

/** Stores blocks, each with its audit event, and gives notice. Resolves with those that stand then by address: a person may have blocked one a moment ago, and theirs stays. */
async function addBlocks(client: Client, blocks: readonly NewBlock[], nowMs: number): Promise<Map<string, Block>> {
  const ids = await insertBlocks(client, blocks);
  const added = blocks.flatMap((block): Block[] => {
    const id = ids.get(block.address);
    return id === undefined ? [] : [{ ...block, id, releasedAt: null }];
  });
  const others = blocks.flatMap(({ address }) => (ids.has(address) ? [] : [address]));
  const theirs = others.length > 0 ? await activeBlocksOf(client, others) : [];
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
  return new Map([...added, ...theirs].map((block) => [block.address, block]));
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
  const renewals = new Map<number, { block: Block; at: number }>();
  for (const [address, block] of standing) {
    const hitAt = seenAt.get(address) ?? -Infinity;
    if (!isOwing(block, address, hitAt, safety)) continue;
    const at = Math.max(hitAt, renewals.get(block.id)?.at ?? hitAt);
    renewals.set(block.id, { block, at });
  }
  await renewBlocks(
    client,
    [...renewals.values()].map(({ block, at }) => {
      const { id, lastSeenAt, expiresAt } = renewed(block, at, settings);
      return { id, lastSeenAt, expiresAt, findings: 0, hitAt: at };
    }),
  );
}
