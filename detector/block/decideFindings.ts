import { parseAddress } from '../model/address.ts';
import type { Block } from '../model/block.ts';
import type { Finding } from '../model/finding.ts';
import { decide } from './decide.ts';
import type { Decision, NewBlock } from './decide.ts';
import type { Term } from './expiry.ts';
import type { Safety } from './safety.ts';

/** What moves a block on: a finding that joins it, or a hit on the deny rule. */
export interface Sighting {
  /** Of the block, which may be one that is still to be stored. */
  readonly address: string;
  readonly at: number;
  readonly findings: 0 | 1;
  /** Null where it was no hit. */
  readonly hitAt: number | null;
}

export interface DecidedFinding {
  readonly finding: Finding;
  readonly decision: Decision;
  /** The address of the block that it led to or joined. */
  readonly blockAddress: string | null;
}

export interface FindingDecisions {
  readonly decided: readonly DecidedFinding[];
  readonly added: readonly NewBlock[];
  readonly sightings: readonly Sighting[];
}

export interface DecisionFacts {
  readonly safety: Safety;
  /** Whether a person released this address less than an hour ago. */
  readonly isInGrace: (words: ArrayLike<number>) => boolean;
  /** The active block of a source, or else the narrowest active range over it, by source. */
  readonly standing: ReadonlyMap<string, Block>;
}

/** A block that is still to be stored has this number. */
const unstored = 0;

/** Decides on findings in their order, each by what those before it led to: live and in replays alike. */
export function decideFindings(findings: readonly Finding[], facts: DecisionFacts, term: Term): FindingDecisions {
  const { safety, isInGrace } = facts;
  const standing = new Map(facts.standing);
  const decided: DecidedFinding[] = [];
  const added: NewBlock[] = [];
  const sightings: Sighting[] = [];
  for (const finding of findings) {
    const { source, hitBeforeAt } = finding;
    const words = parseAddress(source);
    const before = standing.get(source);
    // The hit renews the block that stood then, whatever the finding leads to.
    if (before !== undefined && hitBeforeAt !== null && isOwing(before, source, hitBeforeAt, safety)) {
      sightings.push({ address: before.address, at: hitBeforeAt, findings: 0, hitAt: hitBeforeAt });
    }
    const inGrace = words !== undefined && isInGrace(words);
    const decision = decide(finding, { safety, isInGrace: inGrace, standing: before }, term);
    const block = blockOf(decision);
    if (decision.kind === 'renew') {
      sightings.push({ address: decision.block.address, at: finding.at, findings: 1, hitAt: null });
    }
    if (decision.kind === 'block') added.push(decision.block);
    if (block !== undefined) standing.set(source, block);
    decided.push({ finding, decision, blockAddress: block?.address ?? null });
  }
  return { decided, added, sightings };
}

/** Whether a hit came of a block: not where the address is kept off the list, nor before the block stood. */
export function isOwing(block: Block, address: string, hitAt: number, safety: Safety): boolean {
  const words = parseAddress(address);
  return hitAt >= block.detectedAt && words !== undefined && safety.reasonFor(words) === undefined;
}

/** The block that answers for a finding then. */
function blockOf(decision: Decision): Block | undefined {
  if (decision.kind === 'renew') return decision.block;
  return decision.kind === 'block' ? { ...decision.block, id: unstored, releasedAt: null } : undefined;
}
