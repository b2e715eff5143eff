import { compareCidrs, containsCidr, halvesOf, lastWords } from './cidr.ts';
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

export function createCidrSet(cidrs: Iterable<Cidr>): CidrSet {
  const ranges = withoutCovered([...cidrs]).sort((one, other) => compareWords(one.words, 0, other.words, 0));
  const first = concat(ranges.map((range) => range.words));
  const last = concat(ranges.map(lastWords));

  /** The range with the greatest first address that is not above this one; -1 when there is none. */
  function indexBelow(words: ArrayLike<number>, at: number): number {
    let low = 0;
    let high = ranges.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      if (compareWords(first, 4 * middle, words, at) <= 0) low = middle + 1;
      else high = middle - 1;
    }
    return high;
  }

  function has(words: ArrayLike<number>, at = 0): boolean {
    const index = indexBelow(words, at);
    return index >= 0 && compareWords(last, 4 * index, words, at) >= 0;
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
      return index >= 0 && compareWords(last, 4 * index, cidr.words, 0) >= 0;
    },
  };
}

/**
 * What of `from` is left without `remove`: the fewest prefixes that neither overlap nor repeat each other, in numerical
 * order. Ranges that merely lie side by side are not joined.
 */
export function subtractCidrs(from: readonly Cidr[], remove: readonly Cidr[]): Cidr[] {
  const removed = createCidrSet(remove);
  return withoutCovered(from)
    .flatMap((cidr) => pieces(cidr, removed))
    .sort(compareCidrs);
}

function pieces(cidr: Cidr, removed: CidrSet): Cidr[] {
  if (!removed.overlaps(cidr)) return [cidr];
  if (cidr.prefix === 128 || removed.covers(cidr)) return [];
  return halvesOf(cidr).flatMap((half) => pieces(half, removed));
}

function withoutCovered(cidrs: readonly Cidr[]): Cidr[] {
  const sorted = cidrs.toSorted(
    (one, other) => compareWords(one.words, 0, other.words, 0) || one.prefix - other.prefix,
  );
  const kept: Cidr[] = [];
  for (const cidr of sorted) {
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

/** Order by the 128-bit number, which keeps a range and what lies in it together whatever its family. */
function compareWords(one: ArrayLike<number>, oneAt: number, other: ArrayLike<number>, otherAt: number): number {
  for (let i = 0; i < 4; i++) {
    const difference = one[oneAt + i] - other[otherAt + i];
    if (difference !== 0) return difference;
  }
  return 0;
}
