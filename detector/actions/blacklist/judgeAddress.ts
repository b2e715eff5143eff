import { explainRefusal, refusalWords } from '../../block/explainRefusal.ts';
import type { Block, RefusalReason } from '../../model/block.ts';
import { cidrOf } from '../../model/cidr.ts';
import { caseWords } from '../../model/finding.ts';
import { isReserved } from '../../model/publicAddress.ts';
import type { AllowEntry } from '../../store/blacklist/allowEntries.ts';
import type { StoredBlock } from '../../store/blacklist/blocks.ts';
import type { StoredFinding } from '../../store/blacklist/findings.ts';

/** The one word about an address or range; `partly-blocked` is a range's that has no block but blocks inside it. */
export type Standing =
  'allowed' | 'blocked' | 'partly-blocked' | 'held' | 'refused' | 'released' | 'watched' | 'seen' | 'unknown';

/** What a judgement rests on. */
export interface Known {
  /** An address or range, in canonical text. */
  readonly address: string;
  /** The block that blocks it: its own, or that of the narrowest range over it. */
  readonly block: StoredBlock | null;
  /** Further blocked ranges over it, the narrowest first. */
  readonly alsoBlockedBy: readonly string[];
  /** Of a range, the blocks inside it: how many there are, and the first of them by address. */
  readonly blocksInside: { readonly count: number; readonly blocks: readonly Block[] };
  readonly allowedBy: AllowEntry | null;
  /** Why it can't be blocked at all. */
  readonly safeBecause: RefusalReason | null;
  /** Why a person may not block it, in a sentence. */
  readonly blockFault: string | null;
  /** The newest first, those of ranges over it included. */
  readonly formerBlocks: readonly StoredBlock[];
  /** The newest first. */
  readonly findings: readonly StoredFinding[];
  /** The newest records of this source. */
  readonly records: readonly Record<string, unknown>[];
}

export interface AddressJudgement {
  readonly standing: Standing;
  /** A sentence or two for a person. */
  readonly because: string;
}

/** What holds now comes first, then what waits for a person, then whatever happened last. */
export function judgeAddress(known: Known): AddressJudgement {
  return judgeWhatHolds(known) ?? judgeWhatHappened(known) ?? judgeWhatWasSeen(known);
}

function judgeWhatHolds({ address, block, ...known }: Known): AddressJudgement | undefined {
  const { alsoBlockedBy, blocksInside, allowedBy, safeBecause, findings } = known;
  if (allowedBy !== null) {
    const left = block === null ? '' : `, so the block of ${block.address} leaves it out`;
    const because = `${address} is on the allowlist (${allowedBy.range}: ${allowedBy.reason})${left}.`;
    return { standing: 'allowed', because };
  }
  if (block !== null && safeBecause !== null) {
    const has = block.address === address ? 'has a block' : `lies in the blocked range ${block.address}`;
    return { standing: 'refused', because: `${address} ${has}, but is not on the list: ${itIs(safeBecause)}.` };
  }
  if (block !== null) {
    const where = block.address === address ? '' : ` with the range ${block.address}`;
    const why =
      block.origin === 'manual'
        ? `by hand, by ${block.createdBy}: ${block.reason}`
        : `for a ${caseWords[block.origin]}`;
    const wider = alsoBlockedBy.length === 0 ? '' : ` It also lies in the blocked range ${alsoBlockedBy.join(', ')}.`;
    return { standing: 'blocked', because: `${address} is blocked${where} ${withFullStop(why)}${wider}` };
  }
  if (blocksInside.count > 0) {
    const inside = blocksInside.count === 1 ? '1 block lies' : `${blocksInside.count} blocks lie`;
    return { standing: 'partly-blocked', because: `${address} has no block as a whole; ${inside} inside it.` };
  }
  const waiting = findings.find(({ outcome, decidedAt }) => outcome === 'hold' && decidedAt === null);
  if (waiting === undefined) return undefined;
  const because = `${waiting.source} waits for a person's word: what it did looks like answers to own requests.`;
  return { standing: 'held', because };
}

function judgeWhatHappened({ address, formerBlocks, findings, safeBecause }: Known): AddressJudgement | undefined {
  const former = formerBlocks.at(0);
  const finding = findings.at(0);
  const releasedAt = former === undefined ? -Infinity : endOf(former);
  const judgement =
    finding !== undefined && finding.at > releasedAt
      ? judgeFinding(finding, safeBecause)
      : former === undefined
        ? undefined
        : { standing: 'released' as const, because: `${releaseOf(address, former)} No finding since then blocks it.` };
  if (judgement === undefined || safeBecause === null || judgement.standing === 'refused') return judgement;
  return { ...judgement, because: `${judgement.because} It can't be blocked now: ${itIs(safeBecause)}.` };
}

function judgeFinding(
  { case: name, source, outcome, reason, decision, decidedBy }: StoredFinding,
  safeBecause: RefusalReason | null,
): AddressJudgement {
  const found = `A ${caseWords[name]} by ${source} was found`;
  switch (outcome) {
    case 'refuse': {
      const refusal = reason as RefusalReason;
      const why = refusal === safeBecause ? itIs(refusal) : `it was ${refusalWords(refusal)} then`;
      return { standing: 'refused', because: `${found} but not blocked: ${why}.` };
    }
    case 'watch':
      return { standing: 'watched', because: `${found} while that case only watched.` };
    case 'hold': {
      const decided = `${decidedBy ?? 'a person'} decided on it (${decision ?? 'no word'})`;
      return { standing: 'released', because: `${found} and held; ${decided}, and no block stands.` };
    }
    case 'block':
    case 'renew':
      return { standing: 'released', because: `${found} and blocked; that block has ended.` };
  }
}

/** When it was released; where no job has done so yet, when its time was up. */
export function endOf({ releasedAt, expiresAt }: StoredBlock): number {
  return releasedAt ?? expiresAt ?? -Infinity;
}

function releaseOf(address: string, former: StoredBlock): string {
  const where = former.address === address ? '' : ` with the range ${former.address}`;
  const why = former.origin === 'manual' ? `by hand, by ${former.createdBy}` : `for a ${caseWords[former.origin]}`;
  const was = `${address} was blocked${where} ${why}`;
  if (former.releasedAt === null) return `${was}, until its time was up.`;
  return withFullStop(`${was}; ${former.releasedBy ?? 'somebody'} released it: ${former.releaseReason ?? ''}`);
}

function judgeWhatWasSeen({ address, safeBecause, blockFault, records }: Known): AddressJudgement {
  const isSeen = records.length > 0;
  // For a source that was seen, its findings say more than the reason why it is safe.
  if (safeBecause !== null && !(isSeen && isReserved(cidrOf(address)))) {
    return { standing: 'refused', because: `${address} is never blocked: ${itIs(safeBecause)}.` };
  }
  if (isReserved(cidrOf(address))) {
    const only = 'it is not public, and the cases count public sources only';
    const byHand = blockFault === null ? 'It may be blocked by hand.' : "It can't be blocked by hand either.";
    return isSeen
      ? { standing: 'seen', because: `${address} was seen, but ${only}. ${byHand} ${hint}` }
      : { standing: 'unknown', because: `${address} is not blocked; ${only}. ${byHand}` };
  }
  if (isSeen) return { standing: 'seen', because: `${address} was seen, but no case came true for it. ${hint}` };
  return { standing: 'unknown', because: `${address} is not blocked, so this list is not what stops it.` };
}

const hint = 'A test of one of its lines (the Devices page, or "explain") tells whether it counts, and why not.';

function itIs(reason: RefusalReason): string {
  return `it is ${explainRefusal(reason)}`;
}

function withFullStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text.replace(/[:\s]+$/, '')}.`;
}
