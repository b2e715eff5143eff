import { formatAddress } from '../model/address.ts';
import type { Block, HoldReason, RefusalReason } from '../model/block.ts';
import type { Finding } from '../model/finding.ts';
import { buildList } from './buildList.ts';
import { decide } from './decide.ts';
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

  function applyOne(finding: Finding): void {
    const address = finding.source;
    const index = active.get(address) ?? blocks.length;
    if (finding.hitBeforeAt !== null) see(address, finding.hitBeforeAt);
    const decision = decide(finding, { safety, isInGrace: false, standing: blocks.at(index) }, term);
    switch (decision.kind) {
      case 'block':
        active.set(address, index);
        blocks.push({ ...decision.block, id: index + 1, releasedAt: null });
        break;
      case 'renew':
        blocks[index] = decision.block;
        break;
      case 'hold':
        note(held, { address, reason: decision.reason });
        break;
      case 'refuse':
        note(refused, { address, reason: decision.reason });
        break;
      case 'watch':
    }
  }

  return {
    blocks,
    held: () => [...held.values()],
    refused: () => [...refused.values()],
    apply: (findings) => findings.forEach(applyOne),
    renew({ source, at }) {
      at.forEach((seenAt, i) => {
        const index = active.get(formatAddress(source, 4 * i));
        if (index !== undefined) blocks[index] = renewed(blocks[index], seenAt, term);
      });
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
