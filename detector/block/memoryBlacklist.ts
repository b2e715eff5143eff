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
  readonly blocks: readonly Block[];
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
  const blocks: Block[] = [];
  /** Where the active block of an address stands in `blocks`. */
  const active = new Map<string, number>();
  const held = new Map<string, Unblocked<HoldReason>>();
  const refused = new Map<string, Unblocked<RefusalReason>>();

  function see(address: string, seenAt: number): void {
    const index = active.get(address);
    if (index !== undefined) blocks[index] = renewed(blocks[index], seenAt, term);
  }

  function apply(findings: readonly Finding[]): void {
    const standing = new Map([...active].map(([address, index]) => [address, blocks[index]]));
    const decisions = decideFindings(findings, { safety, isInGrace: () => false, standing }, term);
    for (const block of decisions.added) {
      active.set(block.address, blocks.length);
      blocks.push({ ...block, id: blocks.length + 1, releasedAt: null });
    }
    for (const { address, at } of decisions.sightings) see(address, at);
    for (const { finding, decision } of decisions.decided) {
      if (decision.kind === 'hold') note(held, { address: finding.source, reason: decision.reason });
      if (decision.kind === 'refuse') note(refused, { address: finding.source, reason: decision.reason });
    }
  }

  return {
    blocks,
    held: () => [...held.values()],
    refused: () => [...refused.values()],
    apply,
    renew({ source, at }) {
      at.forEach((seenAt, i) => see(formatAddress(source, 4 * i), seenAt));
    },
    runMidnight(midnightMs) {
      for (const [address, index] of active) {
        if (!hasEnded(blocks[index], midnightMs)) continue;
        blocks[index] = { ...blocks[index], releasedAt: midnightMs };
        active.delete(address);
      }
    },
    list(nowMs) {
      const listed = [...active.values()].map((index) => blocks[index]);
      return buildList(listed, safe, nowMs);
    },
  };
}

/** A map keeps a key at the place where it first came. */
function note<Reason extends string>(known: Map<string, Unblocked<Reason>>, one: Unblocked<Reason>): void {
  known.set(`${one.address} ${one.reason}`, one);
}
