import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DistinctWindow } from './distinctWindow.ts';

interface Hit {
  readonly value: number;
  readonly at: number;
}

const windowMs = 10;
/** Few times beside the length of a window, so that many are exactly one apart. */
const anyTime = fc.integer({ min: 1000, max: 1060 });

function hitsOf(maxValue: number, maxLength: number) {
  return fc.array(fc.record({ value: fc.nat(maxValue), at: anyTime }), { minLength: 1, maxLength, size: 'max' });
}

function createWindow(needed: number, maxContacts = 1000): DistinctWindow {
  return new DistinctWindow({ maxContacts, windowMs, needed, seed: 7 });
}

/** Different values in the best window that holds the last hit; a window begins at any hit. */
function countByBruteForce(hits: readonly Hit[]): number {
  const at = hits[hits.length - 1].at;
  const begins = hits.map((hit) => hit.at).filter((from) => from <= at && at < from + windowMs);
  const counts = begins.map((from) => {
    const held = hits.filter((hit) => hit.at >= from && hit.at < from + windowMs);
    return new Set(held.map(({ value }) => value)).size;
  });
  return Math.max(...counts);
}

function countAtLast(window: DistinctWindow, hits: readonly Hit[]): number {
  let key = 0;
  hits.forEach(({ value, at }) => {
    key = window.add(1, 2, value, 0, at);
    window.add(2, 2, value, 0, at);
  });
  const { value, at } = hits[hits.length - 1];
  return window.complete(key, value, 0, at)?.values.length ?? 0;
}

describe('distinct window', () => {
  it('counts as brute force does when times come in any order', () => {
    fc.assert(
      fc.property(hitsOf(3, 60), (hits) => {
        const count = countAtLast(createWindow(1), hits);
        assert.equal(count, countByBruteForce(hits));
      }),
      { numRuns: 3000 },
    );
  });

  it('counts as brute force does for sources that reach so much that values are found by index', () => {
    fc.assert(
      fc.property(hitsOf(150, 400), (hits) => {
        assert.equal(countAtLast(createWindow(1), hits), countByBruteForce(hits));
      }),
      { numRuns: 100 },
    );
  });

  it('counts the same after a compaction that drops only what is out of reach', () => {
    fc.assert(
      fc.property(hitsOf(60, 200), hitsOf(60, 50), (before, after) => {
        const later = after.map(({ value, at }) => ({ value, at: at + 30 }));
        const window = createWindow(1);
        countAtLast(window, before);
        const silent = window.keys.findingAt(1);
        const reachableFrom = Math.min(...later.map(({ at }) => at)) - windowMs;
        window.compact(
          (at) => at > reachableFrom,
          (source) => source === 2,
        );
        const last = later[later.length - 1];
        const expected = last.at < silent + windowMs ? 0 : countByBruteForce([...before, ...later]);
        assert.equal(countAtLast(window, later), expected);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps two contacts for each of many values that repeat within a window', () => {
    const window = createWindow(2);
    for (let round = 0; round < 10; round++) {
      for (let value = 0; value < 500; value++) window.add(1, 2, value, 0, 1000 + round);
    }
    assert.equal(window.contacts.size, 1000);
  });

  it('keeps two contacts a window at most for a value that goes on repeating', () => {
    const window = createWindow(2);
    for (let at = 1000; at < 1800; at += 1) window.add(1, 2, 80, 0, at);
    assert.ok(window.contacts.size <= 2 * (800 / windowMs) + 1);
  });

  it('keeps few contacts for a value that is reached from every low port', () => {
    const window = createWindow(2);
    for (let port = 1; port < 1024; port++) window.add(1, 2, 80, port, 1000 + (port % windowMs));
    assert.ok(window.contacts.size <= 12);
  });

  it('tells answers from a scan whatever the source did more than a window before', () => {
    const window = createWindow(2);
    for (let visit = 0; visit < 20; visit++) window.add(1, 2, 80, 0, 1000 + 2 * windowMs * visit);
    window.add(1, 2, 80, 53, 2000);
    const key = window.add(1, 2, 81, 53, 2001);
    assert.equal(window.complete(key, 81, 53, 2001)?.isFromOneLowPort, true);
  });

  it('does not count what is exactly a window apart', () => {
    const window = createWindow(2);
    window.add(1, 2, 80, 0, 1000);
    const key = window.add(1, 2, 81, 0, 1000 + windowMs);
    assert.equal(window.complete(key, 81, 0, 1000 + windowMs), undefined);
  });
});
