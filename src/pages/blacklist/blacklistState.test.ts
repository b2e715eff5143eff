import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filtersOf, isFiltered, noFilters, sortOf, tabOf } from './blacklistState.ts';

describe('what the URL says of the blacklist', () => {
  it('shows active blocks unless a tab is named', () => {
    assert.equal(tabOf({ tab: '' }), 'active');
    assert.equal(tabOf({ tab: 'held' }), 'held');
    assert.equal(tabOf({ tab: 'elsewhere' }), 'active');
  });

  it('filters by what is given and nothing else', () => {
    assert.deepEqual(filtersOf(noFilters, 1000), {});
    assert.deepEqual([isFiltered(noFilters), isFiltered({ ...noFilters, age: '1h' })], [false, true]);
    assert.deepEqual(
      filtersOf({ search: '203.0.113.9', case: 'port-scan', country: 'Romania', device: 'edge', age: '1h' }, 7_200_000),
      { search: '203.0.113.9', case: 'port-scan', country: 'Romania', device: 'edge', since: 3_600_000 },
    );
  });

  it('leaves out a case or an age that there is not', () => {
    assert.deepEqual(filtersOf({ ...noFilters, case: 'flood', age: '3y' }, 1000), {});
  });

  it('sorts by what came last unless the tab can be sorted as asked', () => {
    assert.deepEqual(sortOf('active', { sort: '', order: '' }), { sort: 'detectedAt', order: 'desc' });
    assert.deepEqual(sortOf('active', { sort: 'expiresAt', order: 'asc' }), { sort: 'expiresAt', order: 'asc' });
    assert.deepEqual(sortOf('released', { sort: 'expiresAt', order: 'asc' }), { sort: 'releasedAt', order: 'desc' });
  });
});
