import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filtersOf, looksLikeRange, sortOf, tabOf } from './blacklistState.ts';

const nothing = { search: '', case: '', country: '', device: '', age: '' };

describe('what the URL says of the blacklist', () => {
  it('shows active blocks unless a tab is named', () => {
    assert.equal(tabOf({ tab: '' }), 'active');
    assert.equal(tabOf({ tab: 'held' }), 'held');
    assert.equal(tabOf({ tab: 'elsewhere' }), 'active');
  });

  it('filters by what is given and nothing else', () => {
    assert.deepEqual(filtersOf(nothing, 1000), {});
    assert.deepEqual(
      filtersOf({ search: '203.0.113.9', case: 'port-scan', country: 'Romania', device: 'edge', age: '1h' }, 7_200_000),
      { search: '203.0.113.9', case: 'port-scan', country: 'Romania', device: 'edge', since: 3_600_000 },
    );
  });

  it('leaves out a case or an age that there is not', () => {
    assert.deepEqual(filtersOf({ ...nothing, case: 'flood', age: '3y' }, 1000), {});
  });

  it('sorts by what came last unless the tab can be sorted as asked', () => {
    assert.deepEqual(sortOf('active', { sort: '', order: '' }), { sort: 'detectedAt', order: 'desc' });
    assert.deepEqual(sortOf('active', { sort: 'expiresAt', order: 'asc' }), { sort: 'expiresAt', order: 'asc' });
    assert.deepEqual(sortOf('released', { sort: 'expiresAt', order: 'asc' }), { sort: 'releasedAt', order: 'desc' });
  });
});

describe('a text that looks like an address or range', () => {
  it('is a whole one', () => {
    for (const text of ['203.0.113.9', '203.0.113.0/24', '2001:db8::1', '2001:db8::/32', '::ffff:192.0.2.1']) {
      assert.equal(looksLikeRange(text), true, text);
    }
  });

  it('is not half of one, nor a word', () => {
    for (const text of ['', '203.0.113', '203.0.113.0/', 'edge', 'a:b:x', '203.0.113.9 ']) {
      assert.equal(looksLikeRange(text), false, text);
    }
  });
});
