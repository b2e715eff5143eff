import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nextMidnight } from '../time/calendar.ts';
import { parseAddress } from '../model/address.ts';
import { defaultSettings } from '../model/settings.ts';
import { findingOf, safeRangesOf } from '../../tests/support/blockFixture.ts';
import { createMemoryBlacklist } from './memoryBlacklist.ts';
import type { MemoryBlacklist } from './memoryBlacklist.ts';

const settings = defaultSettings('Australia/Sydney');
const source = '192.0.2.66';

function hitsOf(hits: readonly (readonly [source: string, at: string])[]) {
  return {
    source: Uint32Array.from(hits.flatMap(([address]) => [...(parseAddress(address) ?? [])])),
    at: Float64Array.from(hits, ([, at]) => Date.parse(at)),
  };
}

function passMidnights(blacklist: MemoryBlacklist, from: string, to: string): void {
  let midnight = nextMidnight(Date.parse(from), settings.timeZone);
  for (; midnight <= Date.parse(to); midnight = nextMidnight(midnight, settings.timeZone))
    blacklist.runMidnight(midnight);
}

function listOf(blacklist: MemoryBlacklist): string[] {
  return blacklist.list(Date.parse('2026-03-09T00:00:00Z'));
}

describe('createMemoryBlacklist', () => {
  it('has one active block per address, which further findings renew', () => {
    const blacklist = createMemoryBlacklist(settings, safeRangesOf());
    blacklist.apply([
      findingOf(source, '2026-03-01T00:00:00Z'),
      findingOf('192.0.2.9', '2026-03-01T00:05:00Z', { case: 'port-sweep' }),
      findingOf(source, '2026-03-02T00:00:00Z', { case: 'vulnerability' }),
    ]);
    assert.deepEqual(
      blacklist.blocks().map(({ id, address, origin }) => [id, address, origin]),
      [
        [1, source, 'port-scan'],
        [2, '192.0.2.9', 'port-sweep'],
      ],
    );
    assert.equal(blacklist.blocks()[0]?.lastSeenAt, Date.parse('2026-03-02T00:00:00Z'));
    assert.deepEqual(listOf(blacklist), ['192.0.2.9', source]);
  });

  it('releases at the first midnight of the zone after the end, and blocks anew', () => {
    const blacklist = createMemoryBlacklist(settings, safeRangesOf());
    blacklist.apply([findingOf(source, '2026-01-31T01:00:00Z')]);
    passMidnights(blacklist, '2026-01-31T01:00:00Z', '2026-02-28T12:59:59Z');
    assert.deepEqual(listOf(blacklist), [source]);
    passMidnights(blacklist, '2026-02-28T12:59:59Z', '2026-02-28T13:00:00Z');
    assert.deepEqual(listOf(blacklist), []);
    assert.equal(blacklist.blocks()[0]?.releasedAt, Date.parse('2026-02-28T13:00:00Z'));
    blacklist.apply([findingOf(source, '2026-03-05T00:00:00Z')]);
    assert.equal(blacklist.blocks().length, 2);
    assert.deepEqual(listOf(blacklist), [source]);
  });

  it('keeps a block whose source still hits the deny rule', () => {
    const blacklist = createMemoryBlacklist(settings, safeRangesOf());
    blacklist.apply([findingOf(source, '2026-01-31T01:00:00Z'), findingOf('192.0.2.9', '2026-01-31T01:00:00Z')]);
    const hits = hitsOf([
      ['192.0.2.1', '2026-02-10T00:00:00Z'],
      [source, '2026-02-10T00:00:00Z'],
    ]);
    blacklist.renew(hits);
    passMidnights(blacklist, '2026-02-10T00:00:00Z', '2026-03-09T00:00:00Z');
    assert.deepEqual(listOf(blacklist), [source]);
  });

  it('names who was held or refused once for each reason, in order', () => {
    const safe = safeRangesOf({ allowlist: [source], ownNetworks: ['203.0.113.0/24'] });
    const blacklist = createMemoryBlacklist(settings, safe);
    const at = '2026-03-01T00:00:00Z';
    blacklist.apply([
      findingOf('203.0.113.7', at),
      findingOf(source, at),
      findingOf('203.0.113.7', at, { case: 'port-sweep' }),
      findingOf('192.0.2.53', at, { looksLikeAnswers: true }),
      findingOf('192.0.2.53', at, { looksLikeAnswers: true }),
      findingOf('192.0.2.80', at, { watchOnly: true }),
    ]);
    assert.deepEqual(blacklist.refused(), [
      { address: '203.0.113.7', reason: 'own-network' },
      { address: source, reason: 'allowlist' },
    ]);
    assert.deepEqual(blacklist.held(), [{ address: '192.0.2.53', reason: 'looks-like-answers' }]);
    assert.deepEqual(blacklist.blocks(), []);
    assert.deepEqual(listOf(blacklist), []);
  });
});
