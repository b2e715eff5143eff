import { containsCidr, formatCidr, parseCidr } from '../model/cidr.ts';
import { MendableError } from '../errors.ts';
import { explainRefusal } from '../block/manualBlock.ts';
import type { RefusalReason } from '../model/block.ts';
import { activeAllowEntries } from '../store/allowEntries.ts';
import type { AllowEntry } from '../store/allowEntries.ts';
import { auditEventsOf } from '../store/auditEvents.ts';
import type { AuditEvent } from '../store/auditEvents.ts';
import { blocksOfAddress } from '../store/blocks.ts';
import type { StoredBlock } from '../store/blocks.ts';
import { findingsOf } from '../store/findings.ts';
import type { StoredFinding } from '../store/findings.ts';
import { activeGrace } from '../store/grace.ts';
import { searchRecords } from '../store/searchRecords.ts';
import { loadSettings } from '../store/settingsRow.ts';
import { loadSafety } from './loadSafety.ts';
import type { Actor } from './operations.ts';

/** The one word about an address, the strongest that holds. */
export type Standing = 'allowed' | 'blocked' | 'held' | 'refused' | 'released' | 'watched' | 'seen' | 'unknown';

export interface Verdict {
  readonly address: string;
  readonly standing: Standing;
  /** One sentence for a person. */
  readonly because: string;
  readonly block: StoredBlock | null;
  readonly allowedBy: AllowEntry | null;
  /** Why it can't be blocked at all. */
  readonly safeBecause: RefusalReason | null;
  readonly formerBlocks: readonly StoredBlock[];
  readonly findings: readonly StoredFinding[];
  readonly graceUntil: number | null;
  /** The newest records of this source. */
  readonly records: readonly Record<string, unknown>[];
  readonly audit: readonly AuditEvent[];
}

const recordsShown = 20;

/** Answers "why is it blocked?" and "why is it not?" for any address or range. */
export async function verdictOn(actor: Actor, text: string): Promise<Verdict> {
  const cidr = parseCidr(text);
  if (typeof cidr === 'string') throw new MendableError('address-wrong', cidr);
  const address = formatCidr(cidr);
  const { database, nowMs } = actor;
  const { pool } = database;
  const { settings } = await loadSettings(pool, actor.defaults);
  const safety = await loadSafety(pool, settings, actor.door, nowMs);
  const blocks = await blocksOfAddress(pool, address);
  const block = blocks.find(({ releasedAt }) => releasedAt === null) ?? null;
  const findings = await findingsOf(pool, address, 50);
  const covers = (range: string): boolean => {
    const outer = parseCidr(range);
    return typeof outer !== 'string' && containsCidr(outer, cidr);
  };
  const known = {
    address,
    block,
    allowedBy: (await activeAllowEntries(pool, nowMs)).find((entry) => covers(entry.range)) ?? null,
    safeBecause: safety.reasonForAllOf(cidr) ?? null,
    formerBlocks: blocks.filter(({ releasedAt }) => releasedAt !== null),
    findings,
    graceUntil: (await activeGrace(pool, nowMs)).find((grace) => covers(grace.range))?.until ?? null,
    records: (await searchRecords(database, { source: address }, { limit: recordsShown, budgetMs: 800, now: Date.now }))
      .records,
    audit: await auditEventsOf(pool, address, 50),
  };
  return { ...known, ...judge(known) };
}

type Known = Omit<Verdict, 'standing' | 'because'>;

function judge(known: Known): Pick<Verdict, 'standing' | 'because'> {
  const { address, block, allowedBy, safeBecause, findings, formerBlocks } = known;
  if (allowedBy !== null)
    return {
      standing: 'allowed',
      because: `${address} is on the allowlist by ${allowedBy.range}: ${allowedBy.reason}.`,
    };
  if (block !== null) {
    if (safeBecause !== null)
      return {
        standing: 'refused',
        because: `${address} has a block but is not published, being ${explainRefusal(safeBecause)}.`,
      };
    const by = block.origin === 'manual' ? `by ${block.createdBy}: ${block.reason}` : `for ${block.origin}`;
    const where = block.address === address ? '' : ` by the range ${block.address}`;
    return { standing: 'blocked', because: `${address} is blocked${where} ${by}.` };
  }
  const waiting = findings.find((finding) => finding.outcome === 'hold' && finding.decidedAt === null);
  if (waiting !== undefined)
    return {
      standing: 'held',
      because: `${address} waits for a person's word: what it did looks like answers to own requests.`,
    };
  const refused = findings.find((finding) => finding.outcome === 'refuse');
  if (refused !== undefined)
    return {
      standing: 'refused',
      because: `A ${refused.case} of ${address} was found but not blocked, being ${explainRefusal(refused.reason as RefusalReason)}.`,
    };
  const former = formerBlocks.at(0);
  if (former !== undefined)
    return {
      standing: 'released',
      because: `${address} was blocked and released by ${former.releasedBy ?? 'somebody'}: ${former.releaseReason ?? ''}.`,
    };
  const watched = findings.find((finding) => finding.outcome === 'watch');
  if (watched !== undefined)
    return { standing: 'watched', because: `A ${watched.case} of ${address} was found while that case only watches.` };
  if (safeBecause !== null)
    return { standing: 'refused', because: `${address} can't be blocked, being ${explainRefusal(safeBecause)}.` };
  if (known.records.length > 0)
    return { standing: 'seen', because: `${address} was seen, but no case came true for it.` };
  return { standing: 'unknown', because: `Nothing is known of ${address}.` };
}
