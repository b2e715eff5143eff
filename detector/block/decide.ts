import { parseAddress } from '../model/address.ts';
import type { Block, HoldReason, RefusalReason } from '../model/block.ts';
import type { Finding } from '../model/finding.ts';
import type { Settings } from '../model/settings.ts';
import { expiryOf, renewed } from './expiry.ts';
import type { Safety } from './safety.ts';

export type NewBlock = Omit<Block, 'id' | 'releasedAt'>;

/** What is known of a finding's source when it is decided on. */
export interface Facts {
  readonly safety: Safety;
  /** A person released it less than an hour ago. */
  readonly isInGrace: boolean;
  /** The active block of exactly this address, or else the narrowest active range over it. */
  readonly standing: Block | undefined;
}

export type Decision =
  | { readonly kind: 'watch' }
  | { readonly kind: 'refuse'; readonly reason: RefusalReason }
  | { readonly kind: 'renew'; readonly block: Block }
  | { readonly kind: 'hold'; readonly reason: HoldReason }
  | { readonly kind: 'block'; readonly block: NewBlock };

/** What a finding leads to. Safety comes before everything but a case that only watches. */
export function decide(finding: Finding, facts: Facts, settings: Settings): Decision {
  if (finding.watchOnly) return { kind: 'watch' };
  const reason = refusalOf(finding, facts);
  if (reason !== undefined) return { kind: 'refuse', reason };
  if (facts.standing !== undefined) return { kind: 'renew', block: renewed(facts.standing, finding.at, settings) };
  if (finding.looksLikeAnswers) return { kind: 'hold', reason: 'looks-like-answers' };
  return { kind: 'block', block: blockFor(finding, settings) };
}

function refusalOf(finding: Finding, facts: Facts): RefusalReason | undefined {
  const words = parseAddress(finding.source);
  const reason = words === undefined ? undefined : facts.safety.reasonFor(words);
  return reason ?? (facts.isInGrace ? 'grace-after-release' : undefined);
}

/** The block that a finding asks for. */
export function blockFor(finding: Finding, settings: Settings): NewBlock {
  return {
    address: finding.source,
    origin: finding.case,
    location: finding.sourceLocation,
    detectedAt: finding.at,
    lastSeenAt: finding.at,
    expiresAt: expiryOf(finding.at, settings),
    fixedEnd: false,
    reason: '',
    evidence: finding.evidence,
  };
}
