import type { RefusalReason } from '../model/block.ts';
import { containsCidr } from '../model/cidr.ts';
import type { Cidr } from '../model/cidr.ts';
import { createCidrSet, subtractCidrs } from '../model/cidrSet.ts';
import type { CidrSet } from '../model/cidrSet.ts';

/** Ranges that may not be blocked, by why not. */
export interface SafeRanges {
  readonly allowlist: readonly Cidr[];
  readonly ownNetworks: readonly Cidr[];
  readonly neverBlock: readonly Cidr[];
  readonly listClients: readonly Cidr[];
  readonly logSenders: readonly Cidr[];
}

/** In the order in which a reason is given where several hold. */
const reasons: readonly (readonly [keyof SafeRanges, RefusalReason])[] = [
  ['allowlist', 'allowlist'],
  ['ownNetworks', 'own-network'],
  ['neverBlock', 'never-block'],
  ['listClients', 'list-client'],
  ['logSenders', 'log-sender'],
];

/** Answers whether something may be blocked. */
export interface Safety {
  readonly ranges: SafeRanges;
  /** Why an address may not be blocked; undefined when it may. */
  reasonFor(words: ArrayLike<number>): RefusalReason | undefined;
  /** Why no address of a range may be blocked. */
  reasonForAllOf(cidr: Cidr): RefusalReason | undefined;
  /** Why some addresses of a range may not be blocked. */
  reasonsWithin(cidr: Cidr): RefusalReason[];
  /** Which addresses and ranges inside a range may not be blocked, in numerical order, by why not. */
  partsWithin(cidr: Cidr): SafePart[];
}

export interface SafePart {
  readonly reason: RefusalReason;
  readonly parts: readonly Cidr[];
}

/** Sorts the ranges once, for many questions. */
export function createSafety(ranges: SafeRanges): Safety {
  const sets: readonly (readonly [CidrSet, RefusalReason, readonly Cidr[]])[] = reasons.map(([kind, reason]) => [
    createCidrSet(ranges[kind]),
    reason,
    ranges[kind],
  ]);
  return {
    ranges,
    reasonFor: (words) => sets.find(([set]) => set.has(words))?.[1],
    reasonForAllOf: (cidr) => sets.find(([set]) => set.covers(cidr))?.[1],
    reasonsWithin: (cidr) => sets.filter(([set]) => set.overlaps(cidr)).map(([, reason]) => reason),
    partsWithin: (cidr) =>
      sets
        // An import asks for thousands of addresses, most of which overlap nothing.
        .filter(([set]) => set.overlaps(cidr))
        .map(([, reason, all]) => ({
          reason,
          parts: subtractCidrs(
            all.filter((range) => containsCidr(cidr, range)),
            [],
          ),
        }))
        .filter(({ parts }) => parts.length > 0),
  };
}

/** Every range that may not be blocked, whatever the reason. */
export function allSafe(ranges: SafeRanges): Cidr[] {
  return reasons.flatMap(([kind]) => ranges[kind]);
}
