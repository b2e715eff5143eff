import { decide } from '../../block/decide.ts';
import type { Decision } from '../../block/decide.ts';
import { isOver, renewed } from '../../block/expiry.ts';
import type { Safety } from '../../block/safety.ts';
import { formatAddress, parseAddress } from '../../model/address.ts';
import type { Block } from '../../model/block.ts';
import { cidrOf } from '../../model/cidr.ts';
import { createCidrSet } from '../../model/cidrSet.ts';
import type { Finding } from '../../model/finding.ts';
import type { Settings } from '../../model/settings.ts';
import { insertAuditEvents } from '../../store/auditEvents.ts';
import { insertBlock, renewBlocks } from '../../store/blacklist/blocks.ts';
import { activeBlocksOf, activeRangesOver } from '../../store/blacklist/standingBlocks.ts';
import type { Client } from '../../store/database.ts';
import { insertFindings } from '../../store/blacklist/findings.ts';
import type { DecidedFinding } from '../../store/blacklist/findings.ts';
import { activeGrace } from '../../store/blacklist/grace.ts';
import { giveNotice } from '../../store/notices.ts';

export interface FindingsContext {
  readonly settings: Settings;
  readonly safety: Safety;
  /** The newest record of the batch that the findings came of. */
  readonly recordId: number;
  readonly nowMs: number;
}

const detector = 'detector';

/** Decides on findings in order and stores what comes of each. */
export async function applyFindings(
  client: Client,
  findings: readonly Finding[],
  context: FindingsContext,
): Promise<void> {
  const { settings, safety, recordId, nowMs } = context;
  const sources = [...new Set(findings.map((finding) => finding.source))];
  const standing = await standingBlocks(client, sources, nowMs);
  const grace = createCidrSet((await activeGrace(client, nowMs)).map((entry) => cidrOf(entry.range)));
  const decided: DecidedFinding[] = [];
  const added: Block[] = [];
  for (const finding of findings) {
    const words = parseAddress(finding.source);
    const isInGrace = words !== undefined && grace.has(words);
    await applyHitBefore(client, finding, standing, settings);
    const decision = decide(finding, { safety, isInGrace, standing: standing.get(finding.source) }, settings);
    const block = await carryOut(client, decision, added);
    if (block !== undefined) standing.set(finding.source, block);
    const reason = 'reason' in decision ? decision.reason : null;
    decided.push({ finding, outcome: decision.kind, reason, blockId: block?.id ?? null });
  }
  await insertFindings(client, decided, recordId);
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
}

/** The block that already answers for an address: its own, or the narrowest range over it. */
async function standingBlocks(
  client: Client,
  addresses: readonly string[],
  nowMs: number,
): Promise<Map<string, Block>> {
  const standing = new Map<string, Block>();
  const words = addresses.flatMap((address) => {
    const parsed = parseAddress(address);
    return parsed === undefined ? [] : [{ address, parsed }];
  });
  const lasts = (block: Block) => !isOver(block, nowMs);
  for (const range of (await activeRangesOver(client, addresses)).filter(lasts).reverse()) {
    const set = createCidrSet([cidrOf(range.address)]);
    for (const { address, parsed } of words) if (set.has(parsed)) standing.set(address, range);
  }
  for (const block of (await activeBlocksOf(client, addresses)).filter(lasts)) standing.set(block.address, block);
  return standing;
}

/** A hit that came before the finding moves on the block that stood then, whatever the finding leads to. */
async function applyHitBefore(
  client: Client,
  { source, hitBeforeAt }: Finding,
  standing: Map<string, Block>,
  settings: Settings,
): Promise<void> {
  const block = standing.get(source);
  if (block === undefined || hitBeforeAt === null) return;
  const { id, lastSeenAt, expiresAt } = renewed(block, hitBeforeAt, settings);
  await renewBlocks(client, [{ id, lastSeenAt, expiresAt, findings: 0, hitAt: hitBeforeAt }]);
  standing.set(source, { ...block, lastSeenAt, expiresAt });
}

/** The block that answers for the finding then; a new one is noted in `added`. */
async function carryOut(client: Client, decision: Decision, added: Block[]): Promise<Block | undefined> {
  if (decision.kind === 'renew') {
    const { id, lastSeenAt, expiresAt } = decision.block;
    await renewBlocks(client, [{ id, lastSeenAt, expiresAt, findings: 1, hitAt: null }]);
    return decision.block;
  }
  if (decision.kind !== 'block') return undefined;
  const { block } = decision;
  const id = await insertBlock(client, { ...block, createdBy: detector });
  // A person blocked the same address a moment ago: theirs stands.
  if (id === undefined) return (await activeBlocksOf(client, [block.address])).at(0);
  const stored = { ...block, id, releasedAt: null };
  added.push(stored);
  return stored;
}

/** The newest deny-rule hit of each source, in columns: four words and a time. */
export interface Hits {
  readonly source: Uint32Array;
  readonly at: Float64Array;
}

/** Moves the blocks on whose sources hit the deny rule. */
export async function applyHits(client: Client, hits: Hits, settings: Settings, nowMs: number): Promise<void> {
  const seenAt = new Map<string, number>();
  hits.at.forEach((at, i) => seenAt.set(formatAddress(hits.source, 4 * i), at));
  const standing = await standingBlocks(client, [...seenAt.keys()], nowMs);
  const renewals = new Map<number, { block: Block; at: number }>();
  for (const [address, block] of standing) {
    const at = Math.max(seenAt.get(address) ?? 0, renewals.get(block.id)?.at ?? 0);
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
