import type { CaseName, Evidence } from './finding.ts';

/** Where a block came from: a case, or a person. */
export type BlockOrigin = CaseName | 'manual';

/** One blacklist entry. Times are ms since 1970 UTC. */
export interface Block {
  readonly id: number;
  /** An address or a CIDR range, in canonical text. */
  readonly address: string;
  readonly origin: BlockOrigin;
  readonly location: string;
  readonly detectedAt: number;
  readonly lastSeenAt: number;
  /** When it ends unless it is seen again; null: permanent. */
  readonly expiresAt: number | null;
  /** A person set the end: it comes to the minute and no hit moves it. */
  readonly fixedEnd: boolean;
  readonly releasedAt: number | null;
  readonly reason: string;
  readonly evidence: Evidence | null;
}

/** Why a finding's block was turned down. */
export type RefusalReason =
  'allowlist' | 'own-network' | 'list-client' | 'log-sender' | 'never-block' | 'grace-after-release';

/** Why a finding's block waits for a person's word. */
export type HoldReason = 'looks-like-answers';
