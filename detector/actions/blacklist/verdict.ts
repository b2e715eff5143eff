import { isOver } from '../../block/expiry.ts';
import { keptOffReason } from '../../block/keptOffReason.ts';
import { whyNoBlock } from '../../block/manualBlock.ts';
import { containsCidr, formatCidr, parseCidr } from '../../model/cidr.ts';
import { activeAllowEntries } from '../../store/blacklist/allowEntries.ts';
import { auditEventsOf } from '../../store/auditEvents.ts';
import type { StoredAuditEvent } from '../../store/auditEvents.ts';
import { blocksOfAddress } from '../../store/blacklist/blocks.ts';
import { findingsOf } from '../../store/blacklist/findings.ts';
import { activeGrace } from '../../store/blacklist/grace.ts';
import { searchRecords } from '../../store/records/searchRecords.ts';
import type { FoundRecord } from '../../store/records/searchRecords.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import { activeBlocksInside } from '../../store/blacklist/standingBlocks.ts';
import type { Actor } from '../actor.ts';
import { endOf, judgeAddress } from './judgeAddress.ts';
import type { AddressJudgement, Known } from './judgeAddress.ts';
import { loadSafety } from './loadSafety.ts';
import { rangeRead } from '../canonicalText.ts';

/** The answer about an address or range, with all that it rests on; one plain JSON object. */
export interface Verdict extends AddressJudgement, Known {
  /** Until when nothing blocks it after a release. */
  readonly graceUntil: number | null;
  readonly records: readonly FoundRecord[];
  /** How far back its records could be looked through in time; null where that is as far as there are any. */
  readonly recordsUntil: number | null;
  /** What people and the detector changed about exactly this address or range, the newest first. */
  readonly audit: readonly StoredAuditEvent[];
}

const recordsShown = 20;
const blocksShown = 20;
const findingsShown = 50;
const changesShown = 50;
/** A range has no index over its records; a person waits about as long. */
const recordsBudgetMs = 800;

/** Answers "why is it blocked?" and "why is it not?" for any address or range. */
export async function verdictOn(actor: Actor, text: string, now: () => number): Promise<Verdict> {
  const cidr = rangeRead(parseCidr(text));
  const address = formatCidr(cidr);
  const { database, nowMs } = actor;
  const { pool } = database;
  const covers = ({ range }: { readonly range: string }): boolean => {
    const outer = parseCidr(range);
    return typeof outer !== 'string' && containsCidr(outer, cidr);
  };
  const { settings } = await loadSettings(pool, actor.defaults);
  const safety = await loadSafety(pool, settings, actor.listAccess, nowMs);
  const blocks = await blocksOfAddress(pool, address);
  const standing = blocks.filter((block) => block.releasedAt === null && !isOver(block, nowMs));
  const former = blocks.filter((block) => !standing.includes(block));
  const graces = (await activeGrace(pool, nowMs)).filter(covers);
  const options = { limit: recordsShown, budgetMs: recordsBudgetMs, now };
  const page = await searchRecords(database, { source: address }, options);
  const isCutShort = page.next !== undefined && page.records.length < recordsShown;
  const known: Known = {
    address,
    block: standing.at(0) ?? null,
    alsoBlockedBy: standing.slice(1).map((block) => block.address),
    blocksInside: await activeBlocksInside(pool, address, blocksShown),
    // Entries are sorted with wider ranges first, so the last one is the narrowest.
    allowedBy: (await activeAllowEntries(pool, nowMs)).findLast(covers) ?? null,
    safeBecause: keptOffReason(cidr, safety) ?? null,
    blockFault: whyNoBlock(cidr, safety) ?? null,
    formerBlocks: former.sort((one, other) => endOf(other) - endOf(one)),
    findings: await findingsOf(pool, address, findingsShown),
    records: page.records,
  };
  return {
    ...judgeAddress(known),
    ...known,
    records: page.records,
    graceUntil: graces.length === 0 ? null : Math.max(...graces.map(({ until }) => until)),
    recordsUntil: isCutShort ? page.lookedBackTo : null,
    audit: await auditEventsOf(pool, address, changesShown),
  };
}
