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
import { answerFindings, findingsByNumber, heldFindingsOf } from '../../store/blacklist/searchFindings.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import type { Actor } from '../actor.ts';
import { audit } from '../audit.ts';
import { canonicalText } from '../canonicalText.ts';
import { changeDecisions } from '../changeDecisions.ts';
import { reasonOf } from '../reasonOf.ts';
import type { ActionOutcome, Failed } from './blockTarget.ts';
import { lastingBlocks } from './lastingBlocks.ts';
import { loadSafety } from './loadSafety.ts';

/** Held findings with these numbers, or all that wait of exactly this address. */
export type HeldTarget = { readonly ids: readonly number[] } | { readonly address: string };

export interface HeldDecision {
  readonly target: HeldTarget;
  readonly decision: 'block' | 'dismiss';
  readonly reason: string;
}

/** What came of it, with how many findings were answered. */
export interface HeldOutcome extends ActionOutcome {
  readonly answered: number;
}

/** Answers held findings: blocks their sources with the evidence that was found, or dismisses them. */
export async function decideHeld(actor: Actor, { target, decision, ...request }: HeldDecision): Promise<HeldOutcome> {
  const reason = reasonOf(request.reason);
  return changeDecisions(actor, async (client) => {
    const { open, failed } = await findHeld(client, target);
    if (decision === 'dismiss') {
      await dismiss(client, actor, open, reason);
      return { done: sourcesOf(open), failed, stillBlocked: [], answered: open.length };
    }
    const refused = await blockSources(client, actor, sourcesOf(open), reason);
    const isRefused = (source: string) => refused.some(({ address }) => address === source);
    const done = sourcesOf(open).filter((source) => !isRefused(source));
    const answered = open.filter(({ source }) => !isRefused(source)).length;
    return { done, failed: [...failed, ...refused], stillBlocked: [], answered };
  });
}

async function findHeld(
  client: Client,
  target: HeldTarget,
): Promise<{ open: StoredFinding[]; failed: readonly Failed[] }> {
  if ('address' in target) {
    const address = canonicalText(target.address);
    const open = await heldFindingsOf(client, [address]);
    const because = `No finding of ${address} waits for a person's word.`;
    return { open, failed: open.length > 0 ? [] : [{ address, because }] };
  }
  const found = await findingsByNumber(client, target.ids);
  const answered = found.filter((finding) => !isOpen(finding)).map(whyNotOpen);
  return { open: found.filter(isOpen), failed: [...missing(target.ids, found), ...answered] };
}

/** No block comes of what was found. */
async function dismiss(
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

function isOpen({ outcome, decidedAt }: StoredFinding): boolean {
  return outcome === 'hold' && decidedAt === null;
}

function sourcesOf(findings: readonly StoredFinding[]): string[] {
  return [...new Set(findings.map(({ source }) => source))];
}

function missing(ids: readonly number[], found: readonly StoredFinding[]): Failed[] {
  const known = new Set(found.map(({ id }) => id));
  return [...new Set(ids)]
    .filter((id) => !known.has(id))
    .map((id) => ({ address: `number ${id}`, because: 'No finding has this number.' }));
}

function whyNotOpen({ source, outcome, decision, decidedBy }: StoredFinding): Failed {
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
): Promise<Failed[]> {
  if (sources.length === 0) return [];
  const { settings } = await loadSettings(client, actor.defaults);
  const safety = await loadSafety(client, settings, actor.listAccess, actor.nowMs);
  const refused = sources.flatMap((address) => refusalOf(address, safety));
  const allowed = sources.filter((source) => !refused.some(({ address }) => address === source));
  const held = Map.groupBy(await heldFindingsOf(client, allowed), ({ source }) => source);
  for (const findings of held.values()) await blockSource(client, actor, findings, settings, reason);
  if (held.size > 0) await giveNotice(client, 'blacklist');
  return refused;
}

function refusalOf(address: string, safety: Safety): Failed[] {
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
  // A late decision counts from now on: counted from the finding, the block could have ended already.
  const expiresAt = Math.max(expiryOf(newest.at, settings), expiryOf(nowMs, settings));
  const standing = await lastingBlocks(client, [newest.source], nowMs);
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
  const blockId = id ?? standing.at(0)?.id ?? null;
  const answers = findings.map((finding) => ({ id: finding.id, blockId }));
  await answerFindings(client, answers, { decision: 'block', by: name, nowMs });
  const after = { case: newest.case, expiresAt, reason, findings: findings.map((finding) => finding.id) };
  await audit(client, actor, id === undefined ? 'finding.block' : 'block.add', newest.source, undefined, after);
}
