import { parseAddress } from '../model/address.ts';
import type { Block, HoldReason, RefusalReason } from '../model/block.ts';
import type { Finding } from '../model/finding.ts';
import { expiryOf, renewed } from './expiry.ts';
import type { Term } from './expiry.ts';
import type { Safety } from './safety.ts';

/** A block before it is stored. */
export type NewBlock = Omit<Block, 'id' | 'releasedAt'>;

/** What is known of a finding's source when it is decided on. */
export interface Facts {
  readonly safety: Safety;
  /** A person released it less than an hour ago. */
  readonly isInGrace: boolean;
  /** The active block of exactly this address, or else the narrowest active range over it. */
  readonly standing: Block | undefined;
}

/** What becomes of a finding. */
export type Decision =
  | { readonly kind: 'watch' }
  | { readonly kind: 'refuse'; readonly reason: RefusalReason }
  | { readonly kind: 'renew'; readonly block: Block }
  | { readonly kind: 'hold'; readonly reason: HoldReason }
  | { readonly kind: 'block'; readonly block: NewBlock };

/** What a finding leads to. Safety comes before everything but a case that only watches. */
export function decide(finding: Finding, facts: Facts, term: Term): Decision {
  if (finding.watchOnly) return { kind: 'watch' };
  const reason = refusalOf(finding, facts);
  if (reason !== undefined) return { kind: 'refuse', reason };
  if (facts.standing !== undefined) return { kind: 'renew', block: renewed(facts.standing, finding.at, term) };
  if (finding.looksLikeAnswers) return { kind: 'hold', reason: 'looks-like-answers' };
  return { kind: 'block', block: blockFor(finding, term) };
}

function refusalOf(finding: Finding, facts: Facts): RefusalReason | undefined {
  const words = parseAddress(finding.source);
  const reason = words === undefined ? undefined : facts.safety.reasonFor(words);
  return reason ?? (facts.isInGrace ? 'grace-after-release' : undefined);
}

function blockFor(finding: Finding, term: Term): NewBlock {
  return {
    address: finding.source,
    origin: finding.case,
    location: finding.sourceLocation,
    detectedAt: finding.at,
    lastSeenAt: finding.at,
    expiresAt: expiryOf(finding.at, term),
    fixedEnd: false,
    reason: '',
    evidence: finding.evidence,
  };
}
