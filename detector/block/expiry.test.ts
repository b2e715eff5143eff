import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { defaultSettings } from '../model/settings.ts';
import { blockOf } from '../../tests/support/blockFixture.ts';
import { expiryOf, hasEnded, renewed } from './expiry.ts';

const settings = defaultSettings('UTC');
const seen = '2026-03-09T14:13:44Z';

describe('expiryOf', () => {
  it('adds calendar months in the zone of the system', () => {
    const at = Date.parse('2026-01-30T14:00:00Z');
    assert.equal(expiryOf(at, settings), Date.parse('2026-02-28T14:00:00Z'));
    assert.equal(expiryOf(at, { ...settings, timeZone: 'Australia/Sydney' }), Date.parse('2026-02-27T14:00:00Z'));
  });
});

describe('renewed', () => {
  it('moves the end with the last time that the source was seen', () => {
    const block = renewed(blockOf('192.0.2.66', seen), Date.parse('2026-04-01T00:00:00Z'), settings);
    assert.equal(block.lastSeenAt, Date.parse('2026-04-01T00:00:00Z'));
    assert.equal(block.expiresAt, Date.parse('2026-05-01T00:00:00Z'));
  });

  it('never moves anything back, nor does a shorter term', () => {
    const offsetMs = fc.integer({ min: -90 * 86_400_000, max: 90 * 86_400_000 });
    fc.assert(
      fc.property(offsetMs, fc.integer({ min: 1, max: 3 }), (offset, blockMonths) => {
        const block = blockOf('192.0.2.66', seen, { expiresAt: Date.parse('2026-05-09T14:13:44Z') });
        const after = renewed(block, block.lastSeenAt + offset, { ...settings, blockMonths });
        assert.equal(after.lastSeenAt, block.lastSeenAt + Math.max(0, offset));
        assert.ok(Number(after.expiresAt) >= Number(block.expiresAt));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves an end that a person set, and a permanent block, but notes that the source was seen', () => {
    const seenAt = Date.parse('2026-04-01T00:00:00Z');
    const until = Date.parse('2026-03-10T00:00:00Z');
    for (const changes of [
      { fixedEnd: true, expiresAt: until },
      { fixedEnd: true, expiresAt: null },
      { expiresAt: null },
    ]) {
      const block = blockOf('192.0.2.66', seen, changes);
      assert.deepEqual(renewed(block, seenAt, settings), { ...block, lastSeenAt: seenAt });
    }
  });
});

describe('hasEnded', () => {
  it('holds from the end on, and never for a permanent block', () => {
    const block = blockOf('192.0.2.66', seen);
    const end = Number(block.expiresAt);
    assert.deepEqual([hasEnded(block, end - 1), hasEnded(block, end), hasEnded(block, end + 1)], [false, true, true]);
    assert.equal(hasEnded({ expiresAt: null }, Number.MAX_SAFE_INTEGER), false);
  });
});
