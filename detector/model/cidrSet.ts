import { compareAddresses } from './address.ts';
import { compareCidrs, containsCidr, halvesOf, isMixed, lastWords } from './cidr.ts';
import type { Cidr } from './cidr.ts';

/** A set of ranges, made once and asked often. */
export interface CidrSet {
  /** How many ranges there are once those inside others are left out. */
  readonly size: number;
  has(words: ArrayLike<number>, at?: number): boolean;
  /** Whether every address of the range is in the set by one of its ranges. */
  covers(cidr: Cidr): boolean;
  /** Whether any address of the range is in the set. */
  overlaps(cidr: Cidr): boolean;
}

/** Sorts the ranges once; a question is a binary search. */
export function createCidrSet(cidrs: Iterable<Cidr>): CidrSet {
  const ranges = withoutCovered([...cidrs]);
  const first = concat(ranges.map((range) => range.words));
  const last = concat(ranges.map(lastWords));

  /** The range with the greatest first address that is not above this one; -1 when there is none. */
  function indexBelow(words: ArrayLike<number>, at: number): number {
    let low = 0;
    let high = ranges.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      if (compareAddresses(first, words, 4 * middle, at) <= 0) low = middle + 1;
      else high = middle - 1;
    }
    return high;
  }

  function has(words: ArrayLike<number>, at = 0): boolean {
    const index = indexBelow(words, at);
    return index >= 0 && compareAddresses(last, words, 4 * index, at) >= 0;
  }

  return {
    size: ranges.length,
    has,
    covers(cidr) {
      const index = indexBelow(cidr.words, 0);
      return index >= 0 && containsCidr(ranges[index], cidr);
    },
    overlaps(cidr) {
      const index = indexBelow(lastWords(cidr), 0);
      return index >= 0 && compareAddresses(last, cidr.words, 4 * index) >= 0;
    },
  };
}

/**
 * What of `from` is left without `remove`: the fewest prefixes that neither overlap nor repeat each other, in numerical
 * order. Ranges that merely lie side by side are not joined.
 */
export function subtractCidrs(from: readonly Cidr[], remove: readonly Cidr[]): Cidr[] {
  const removed = createCidrSet(remove);
  return withoutCovered(from).flatMap((cidr) => pieces(cidr, removed));
}

function pieces(cidr: Cidr, removed: CidrSet): Cidr[] {
  if (isMixed(cidr)) return ipv6Halves(cidr).flatMap((half) => pieces(half, removed));
  if (!removed.overlaps(cidr)) return [cidr];
  if (cidr.prefix === 128 || removed.covers(cidr)) return [];
  return halvesOf(cidr).flatMap((half) => pieces(half, removed));
}

/** The halves of an IPv6 range that ends in the place of IPv4, without that place. */
function ipv6Halves(cidr: Cidr): Cidr[] {
  const [lower, upper] = halvesOf(cidr);
  return isMixed(upper) ? [lower, upper] : [lower];
}

/** In numerical order, so that a range stands right behind what covers it. */
function withoutCovered(cidrs: readonly Cidr[]): Cidr[] {
  const kept: Cidr[] = [];
  for (const cidr of cidrs.toSorted(compareCidrs)) {
    const previous = kept.at(-1);
    if (previous === undefined || !containsCidr(previous, cidr)) kept.push(cidr);
  }
  return kept;
}

function concat(words: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(4 * words.length);
  words.forEach((part, i) => all.set(part, 4 * i));
  return all;
}
