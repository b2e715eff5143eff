import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isIpv4 } from './address.ts';
import { cidrOf, compareCidrs, formatCidr, isMixed, lastWords } from './cidr.ts';
import type { Cidr } from './cidr.ts';
import { createCidrSet, subtractCidrs } from './cidrSet.ts';

/** A small corner of each family, so that ranges meet often: the last byte of an IPv4 and of an IPv6 network. */
const corners = [0xffff_cb00_7100n, 0x2001_0db8n << 96n] as const;
const addresses = corners.flatMap((corner) => Array.from({ length: 256 }, (_, i) => corner + BigInt(i)));

const cidr = fc
  .tuple(fc.constantFrom(...corners), fc.nat(255), fc.integer({ min: 120, max: 128 }))
  .map(([corner, offset, prefix]) => cidrFrom(corner + BigInt(offset), prefix));
const cidrs = fc.array(cidr, { maxLength: 8 });

/** Any prefix of addresses that agree in many of their bits, of either family. */
const edgyWord = fc.constantFrom(0n, 1n, 0xffffn, 0x8000_0000n, 0xffff_ffffn);
const wideIpv6 = fc
  .tuple(edgyWord, edgyWord, edgyWord, edgyWord, fc.nat(128))
  .map(([a, b, c, d, prefix]) => cidrFrom((a << 96n) | (b << 64n) | (c << 32n) | d, prefix));
const wideIpv4 = fc
  .tuple(edgyWord, fc.integer({ min: 96, max: 128 }))
  .map(([low, prefix]) => cidrFrom((0xffffn << 32n) | low, prefix));
const wideCidrs = fc.array(
  fc.oneof(wideIpv6, wideIpv4).filter((range) => !isMixed(range)),
  { maxLength: 6 },
);

function cidrFrom(address: bigint, prefix: number): Cidr {
  const free = BigInt(128 - prefix);
  return { words: wordsOf((address >> free) << free), prefix };
}

function wordsOf(address: bigint): Uint32Array {
  return Uint32Array.from([96n, 64n, 32n, 0n], (shift) => Number((address >> shift) & 0xffff_ffffn));
}

function numberOf(words: Uint32Array): bigint {
  return words.reduce((sum, word) => (sum << 32n) | BigInt(word), 0n);
}

function holds(range: Cidr, address: bigint): boolean {
  const free = BigInt(128 - range.prefix);
  const isOneFamily = (address >> 32n === 0xffffn) === isIpv4(range.words);
  return isOneFamily && numberOf(range.words) >> free === address >> free;
}

/** The addresses at both sides of every end of a range or family: what two sets say of these, they say of all. */
function edgesOf(ranges: readonly Cidr[]): bigint[] {
  const ends = [...ranges, cidrOf('0.0.0.0/0')].flatMap((range) => [
    numberOf(range.words) - 1n,
    numberOf(lastWords(range)),
  ]);
  return ends.flatMap((end) => [end, end + 1n]).filter((address) => address >= 0n && address < 1n << 128n);
}

/** What a set of ranges holds of the corners, told address by address. */
function membersOf(ranges: readonly Cidr[]): bigint[] {
  return addresses.filter((address) => ranges.some((range) => holds(range, address)));
}

describe('createCidrSet', () => {
  it('has, covers and overlaps what brute force says', () => {
    fc.assert(
      fc.property(cidrs, cidr, (ranges, asked) => {
        const set = createCidrSet(ranges);
        const members = new Set(membersOf(ranges));
        for (const address of addresses) assert.equal(set.has(wordsOf(address)), members.has(address));
        const inside = addresses.filter((address) => holds(asked, address));
        assert.equal(
          set.overlaps(asked),
          inside.some((address) => members.has(address)),
        );
        assert.equal(
          set.covers(asked),
          ranges.some((range) => inside.every((address) => holds(range, address))),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('is right at every edge of ranges of any width', () => {
    fc.assert(
      fc.property(wideCidrs, (ranges) => {
        const set = createCidrSet(ranges);
        for (const address of edgesOf(ranges)) {
          const expected = ranges.some((range) => holds(range, address));
          assert.equal(set.has(wordsOf(address)), expected, address.toString(16));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('is empty without ranges', () => {
    const set = createCidrSet([]);
    assert.equal(set.size, 0);
    assert.equal(set.has(cidrOf('203.0.113.7').words), false);
    assert.equal(set.overlaps(cidrOf('::/0')), false);
  });

  it('keeps the families apart', () => {
    const ipv6 = createCidrSet([cidrOf('::/0')]);
    assert.equal(ipv6.has(cidrOf('203.0.113.7').words), false);
    assert.equal(ipv6.has(cidrOf('2001:db8::1').words), true);
    assert.equal(ipv6.has(cidrOf('::1').words), true);
    const ipv4 = createCidrSet([cidrOf('0.0.0.0/0')]);
    assert.equal(ipv4.has(cidrOf('203.0.113.7').words), true);
    assert.equal(ipv4.has(cidrOf('2001:db8::1').words), false);
    assert.equal(createCidrSet([cidrOf('::/0'), cidrOf('0.0.0.0/0')]).size, 2);
  });

  it('leaves out ranges inside others', () => {
    assert.equal(createCidrSet(['203.0.113.0/24', '203.0.113.7', '203.0.113.0/25', '10.0.0.0/8'].map(cidrOf)).size, 2);
  });
});

describe('subtractCidrs', () => {
  it('leaves what brute force leaves, sorted, without overlap', () => {
    fc.assert(
      fc.property(cidrs, cidrs, (from, remove) => {
        const left = subtractCidrs(from, remove);
        const removed = new Set(membersOf(remove));
        assert.deepEqual(
          membersOf(left),
          membersOf(from).filter((address) => !removed.has(address)),
        );
        assert.deepEqual(left, left.toSorted(compareCidrs));
        const amounts = left.map((range) => 2 ** (128 - range.prefix));
        assert.equal(
          amounts.reduce((sum, amount) => sum + amount, 0),
          membersOf(left).length,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('is right at every edge of ranges of any width', () => {
    fc.assert(
      fc.property(wideCidrs, wideCidrs, (from, remove) => {
        const left = subtractCidrs(from, remove);
        for (const address of edgesOf([...from, ...remove, ...left])) {
          const isIn = (ranges: readonly Cidr[]): boolean => ranges.some((range) => holds(range, address));
          assert.equal(isIn(left), isIn(from) && !isIn(remove), address.toString(16));
        }
        assert.deepEqual(left.map(formatCidr).map(cidrOf), left);
      }),
      { numRuns: 1_000 },
    );
  });

  it('uses the fewest prefixes: two that make up a wider one both come from `from`', () => {
    fc.assert(
      fc.property(cidrs, cidrs, (from, remove) => {
        const left = subtractCidrs(from, remove);
        left.forEach((lower, i) => {
          const upper = left.at(i + 1);
          if (upper?.prefix !== lower.prefix) return;
          const parent = cidrFrom(numberOf(lower.words), lower.prefix - 1);
          if (!holds(parent, numberOf(upper.words))) return;
          assert.ok([lower, upper].every((half) => from.some((range) => formatCidr(range) === formatCidr(half))));
        });
      }),
      { numRuns: 300 },
    );
  });

  it('punches one address out of a wide range', () => {
    const left = subtractCidrs([cidrOf('203.0.113.0/29')], [cidrOf('203.0.113.2')]);
    assert.deepEqual(left.map(formatCidr), ['203.0.113.0/31', '203.0.113.3', '203.0.113.4/30']);
  });

  it('neither repeats what a range covers nor joins neighbours', () => {
    const from = ['198.51.100.0/25', '198.51.100.128/25', '198.51.100.7', '2001:db8::1', '9.9.9.9', '9.9.9.9'].map(
      cidrOf,
    );
    assert.deepEqual(subtractCidrs(from, []).map(formatCidr), [
      '9.9.9.9',
      '198.51.100.0/25',
      '198.51.100.128/25',
      '2001:db8::1',
    ]);
  });
});
