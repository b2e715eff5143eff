import { explainRefusal } from '../../block/explainRefusal.ts';
import { expiryOf } from '../../block/expiry.ts';
import { keptOffReason } from '../../block/keptOffReason.ts';
import type { Safety } from '../../block/safety.ts';
import { cidrOf } from '../../model/cidr.ts';
import type { Settings } from '../../model/settings.ts';
import { insertBlock } from '../../store/blacklist/blocks.ts';
import type { Client } from '../../store/database.ts';
import type { StoredFinding } from '../../store/blacklist/findings.ts';
import { giveNotice } from '../../store/notices.ts';
import { answerFindings, lockFindings, lockHeldOf } from '../../store/blacklist/searchFindings.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import { activeBlocksOf } from '../../store/blacklist/standingBlocks.ts';
import type { Actor } from '../actor.ts';
import { reasonOf } from './blacklistActions.ts';
import type { ActionOutcome } from './blacklistActions.ts';
import { dismiss } from './dismissHeld.ts';
import { loadSafety } from './loadSafety.ts';
import { audit } from '../operations.ts';

export interface HeldDecision {
  /** Numbers of findings. */
  readonly ids: readonly number[];
  readonly decision: 'block' | 'dismiss';
  readonly reason: string;
}

/** Answers held findings: blocks their sources with the evidence that was found, or dismisses them. */
export async function decideHeldFindings(actor: Actor, request: HeldDecision): Promise<ActionOutcome> {
  const reason = reasonOf(request.reason);
  return actor.database.transaction(async (client) => {
    const found = await lockFindings(client, request.ids);
    const open = found.filter(isOpen);
    const failed = [...missing(request.ids, found), ...found.filter((finding) => !isOpen(finding)).map(answered)];
    if (request.decision === 'dismiss') {
      await dismiss(client, actor, open, reason);
      return { done: sourcesOf(open), failed, stillBlocked: [] };
    }
    const refused = await blockSources(client, actor, sourcesOf(open), reason);
    const done = sourcesOf(open).filter((source) => !refused.some(({ address }) => address === source));
    return { done, failed: [...failed, ...refused], stillBlocked: [] };
  });
}

function isOpen({ outcome, decidedAt }: StoredFinding): boolean {
  return outcome === 'hold' && decidedAt === null;
}

function sourcesOf(findings: readonly StoredFinding[]): string[] {
  return [...new Set(findings.map(({ source }) => source))];
}

function missing(ids: readonly number[], found: readonly StoredFinding[]): { address: string; because: string }[] {
  const known = new Set(found.map(({ id }) => id));
  return [...new Set(ids)]
    .filter((id) => !known.has(id))
    .map((id) => ({ address: `number ${id}`, because: 'No finding has this number.' }));
}

function answered({ source, outcome, decision, decidedBy }: StoredFinding): { address: string; because: string } {
  const because =
    outcome === 'hold'
      ? `It has been answered already: ${decision ?? ''} by ${decidedBy ?? 'somebody'}.`
      : 'This finding does not wait for a word.';
  return { address: source, because };
}

/** Blocks each source, with all that waits of it; returns those that safety refuses, whose findings wait on. */
async function blockSources(
  client: Client,
  actor: Actor,
  sources: readonly string[],
  reason: string,
): Promise<{ address: string; because: string }[]> {
  if (sources.length === 0) return [];
  const { settings } = await loadSettings(client, actor.defaults);
  const safety = await loadSafety(client, settings, actor.listAccess, actor.nowMs);
  const refused = sources.flatMap((address) => refusalOf(address, safety));
  const allowed = sources.filter((source) => !refused.some(({ address }) => address === source));
  const held = Map.groupBy(await lockHeldOf(client, allowed), ({ source }) => source);
  for (const findings of held.values()) await blockSource(client, actor, findings, settings, reason);
  if (held.size > 0) await giveNotice(client, 'blacklist');
  return refused;
}

function refusalOf(address: string, safety: Safety): { address: string; because: string }[] {
  const reason = keptOffReason(cidrOf(address), safety);
  return reason === undefined ? [] : [{ address, because: `${address} is ${explainRefusal(reason)}.` }];
}

async function blockSource(
  client: Client,
  actor: Actor,
  findings: readonly StoredFinding[],
  settings: Settings,
  reason: string,
): Promise<void> {
  const { name, nowMs } = actor;
  const newest = findings.reduce((one, other) => (other.at > one.at ? other : one));
  // A word that comes late counts from when it is given: else the block might end before it began.
  const expiresAt = Math.max(expiryOf(newest.at, settings), expiryOf(nowMs, settings));
  const id = await insertBlock(client, {
    address: newest.source,
    origin: newest.case,
    location: newest.location,
    detectedAt: newest.at,
    lastSeenAt: newest.at,
    expiresAt,
    fixedEnd: false,
    reason,
    evidence: newest.evidence,
    createdBy: name,
  });
  const blockId = id ?? (await activeBlocksOf(client, [newest.source])).at(0)?.id ?? null;
  const answers = findings.map((finding) => ({ id: finding.id, blockId }));
  await answerFindings(client, answers, { decision: 'block', by: name, nowMs });
  const after = { case: newest.case, expiresAt, reason, findings: findings.map((finding) => finding.id) };
  await audit(client, actor, id === undefined ? 'finding.block' : 'block.add', newest.source, undefined, after);
}
