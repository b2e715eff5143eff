import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DistinctWindow } from './distinctWindow.ts';
import { chooseEviction } from './eviction.ts';

/** A window in which source n (from 1) has as many contacts as given, the last at the time given. */
function windowOf(sources: readonly { readonly contacts: number; readonly at: number }[]): DistinctWindow {
  const window = new DistinctWindow({ maxContacts: 1000, windowMs: 100, needed: 1000, seed: 3 });
  sources.forEach(({ contacts, at }, index) => {
    for (let value = 0; value < contacts; value++) window.add(index + 1, value % 2, value, 0, at);
  });
  return window;
}

function evicted(sources: Parameters<typeof windowOf>[0], excess: number): number[] {
  const { isEvicted } = chooseEviction(windowOf(sources).keys, sources.length, excess);
  return sources.flatMap((_, index) => (isEvicted[index + 1] === 1 ? [index + 1] : []));
}

describe('eviction', () => {
  const sources = [
    { contacts: 1, at: 40 },
    { contacts: 40, at: 10 },
    { contacts: 2, at: 20 },
    { contacts: 1, at: 30 },
    { contacts: 4, at: 5 },
    { contacts: 3, at: 6 },
  ];

  it('begins with sources of a single contact, the longest silent first', () => {
    assert.deepEqual(evicted(sources, 1), [4]);
    assert.deepEqual(evicted(sources, 2), [1, 4]);
  });

  it('goes on with those of at most 2, then 4, and so on', () => {
    assert.deepEqual(evicted(sources, 3), [1, 3, 4]);
    assert.deepEqual(evicted(sources, 5), [1, 3, 4, 5]);
    assert.deepEqual(evicted(sources, 9), [1, 3, 4, 5, 6]);
  });

  it('lets even the busiest go when nothing else is left', () => {
    assert.deepEqual(evicted(sources, 51), [1, 2, 3, 4, 5, 6]);
  });

  it('accounts for what goes', () => {
    const { sources: gone, contacts } = chooseEviction(windowOf(sources).keys, sources.length, 5);
    assert.deepEqual([gone, contacts], [4, 8]);
  });
});
