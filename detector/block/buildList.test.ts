import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cidrOf } from '../model/cidr.ts';
import { createCidrSet } from '../model/cidrSet.ts';
import { blockOf, safeRangesOf } from '../../tests/support/blockFixture.ts';
import { buildList } from './buildList.ts';
import type { SafeRanges } from './safety.ts';

const seen = '2026-03-09T14:13:44Z';
const now = Date.parse(seen);
const nothing = safeRangesOf();

function blocksOf(...addresses: string[]) {
  return addresses.map((address) => blockOf(address, seen));
}

describe('buildList', () => {
  it('sorts by number, IPv4 first', () => {
    const blocks = blocksOf('2001:db8::2', '100.1.1.1', '20.1.1.1', '3.1.1.1', '20.1.1.0/31', '2001:db8::/127');
    assert.deepEqual(buildList(blocks, nothing, now), [
      '3.1.1.1',
      '20.1.1.0/31',
      '100.1.1.1',
      '2001:db8::/127',
      '2001:db8::2',
    ]);
  });

  it('names what a range covers once', () => {
    assert.deepEqual(buildList(blocksOf('3.1.1.7', '3.1.1.0/24', '3.1.1.0/25', '3.1.2.1'), nothing, now), [
      '3.1.1.0/24',
      '3.1.2.1',
    ]);
  });

  it('leaves out whatever may not be blocked, and publishes what remains of a range', () => {
    const kinds: readonly (keyof SafeRanges)[] = [
      'allowlist',
      'ownNetworks',
      'neverBlock',
      'listClients',
      'logSenders',
    ];
    for (const kind of kinds) {
      const safe = safeRangesOf({ [kind]: ['3.1.1.2', '9.0.0.0/8'] });
      assert.deepEqual(buildList(blocksOf('3.1.1.0/29', '9.9.9.9', '9.1.0.0/16'), safe, now), [
        '3.1.1.0/31',
        '3.1.1.3',
        '3.1.1.4/30',
      ]);
    }
  });

  it('never holds an address of the allowlist, whatever is blocked', () => {
    const near = fc.tuple(fc.nat(255), fc.integer({ min: 24, max: 32 })).map(([low, length]) => {
      const size = 2 ** (32 - length);
      return `3.1.1.${Math.floor(low / size) * size}/${length}`;
    });
    fc.assert(
      fc.property(fc.array(near, { maxLength: 6 }), fc.array(near, { maxLength: 6 }), (blocked, allowlist) => {
        const list = createCidrSet(buildList(blocksOf(...blocked), safeRangesOf({ allowlist }), now).map(cidrOf));
        for (const range of allowlist) assert.equal(list.overlaps(cidrOf(range)), false);
      }),
      { numRuns: 300 },
    );
  });

  it('drops a block to the minute that a person set; any other stays until it is released', () => {
    const ended = { expiresAt: now - 1 };
    const blocks = [
      blockOf('3.1.1.1', seen, { ...ended, fixedEnd: true }),
      blockOf('3.1.1.2', seen, ended),
      blockOf('3.1.1.3', seen, { expiresAt: null, fixedEnd: true }),
      blockOf('3.1.1.4', seen, { expiresAt: now + 1, fixedEnd: true }),
    ];
    assert.deepEqual(buildList(blocks, nothing, now), ['3.1.1.2', '3.1.1.3', '3.1.1.4']);
  });

  it('is empty without blocks', () => {
    assert.deepEqual(buildList([], nothing, now), []);
  });
});
