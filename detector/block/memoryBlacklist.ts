import { formatAddress } from '../model/address.ts';
import type { Block, HoldReason, RefusalReason } from '../model/block.ts';
import type { Finding } from '../model/finding.ts';
import { buildList } from './buildList.ts';
import { decideFindings } from './decideFindings.ts';
import { hasEnded, renewed } from './expiry.ts';
import type { Term } from './expiry.ts';
import { createSafety } from './safety.ts';
import type { SafeRanges } from './safety.ts';

/** A source whose finding led to no block. */
interface Unblocked<Reason> {
  readonly address: string;
  readonly reason: Reason;
}

export interface MemoryBlacklist {
  /** Every block in order of detection, released ones too. */
  blocks(): readonly Block[];
  /** Each address and reason once, in the order in which they first came; as is `refused`. */
  held(): Unblocked<HoldReason>[];
  refused(): Unblocked<RefusalReason>[];
  apply(findings: readonly Finding[]): void;
  /** Deny-rule hits move blocks on: four words of `source` and a time each. */
  renew(hits: { readonly source: Uint32Array; readonly at: Float64Array }): void;
  /** The 00:00 job: releases what has ended by then. What came before it has to be applied before. */
  runMidnight(midnightMs: number): void;
  list(nowMs: number): string[];
}

/** The blacklist without a database, for replays: the same decisions, over blocks in memory. */
export function createMemoryBlacklist(term: Term, safe: SafeRanges): MemoryBlacklist {
  const safety = createSafety(safe);
  /** By number, which is the order of detection. */
  const blocks = new Map<number, Block>();
  /** The number of an address's active block. */
  const active = new Map<string, number>();
  const held = new Map<string, Unblocked<HoldReason>>();
  const refused = new Map<string, Unblocked<RefusalReason>>();

  const activeBlock = (address: string): Block | undefined => blocks.get(active.get(address) ?? 0);

  function see(address: string, seenAt: number): void {
    const block = activeBlock(address);
    if (block !== undefined) blocks.set(block.id, renewed(block, seenAt, term));
  }

  function apply(findings: readonly Finding[]): void {
    const standing = new Map<string, Block>();
    for (const { source } of findings) {
      const block = activeBlock(source);
      if (block !== undefined) standing.set(source, block);
    }
    const decisions = decideFindings(findings, { safety, isInGrace: () => false, standing }, term);
    for (const block of decisions.added) {
      const id = blocks.size + 1;
      active.set(block.address, id);
      blocks.set(id, { ...block, id, releasedAt: null });
    }
    for (const { address, at } of decisions.sightings) see(address, at);
    for (const { finding, decision } of decisions.decided) {
      if (decision.kind === 'hold') note(held, { address: finding.source, reason: decision.reason });
      if (decision.kind === 'refuse') note(refused, { address: finding.source, reason: decision.reason });
    }
  }

  return {
    blocks: () => [...blocks.values()],
    held: () => [...held.values()],
    refused: () => [...refused.values()],
    apply,
    renew({ source, at }) {
      at.forEach((seenAt, i) => see(formatAddress(source, 4 * i), seenAt));
    },
    runMidnight(midnightMs) {
      for (const block of blocks.values()) {
        if (block.releasedAt !== null || !hasEnded(block, midnightMs)) continue;
        blocks.set(block.id, { ...block, releasedAt: midnightMs });
        active.delete(block.address);
      }
    },
    list: (nowMs) =>
      buildList(
        [...blocks.values()].filter(({ releasedAt }) => releasedAt === null),
        safe,
        nowMs,
      ),
  };
}

/** A map keeps a key at the place where it first came. */
function note<Reason extends string>(known: Map<string, Unblocked<Reason>>, one: Unblocked<Reason>): void {
  known.set(`${one.address} ${one.reason}`, one);
}
