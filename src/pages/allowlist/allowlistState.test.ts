import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchingEntries } from './allowlistState.ts';

const entry = {
  id: 1,
  range: '192.0.2.1',
  reason: 'A Partner',
  createdAt: 0,
  createdBy: 'ann',
  expiresAt: null,
  coveredBy: null,
};

test('the search finds what is in a range, a reason or a name, in any case', () => {
  for (const search of ['', ' 192.0 ', 'partner', 'ANN'])
    assert.equal(matchingEntries([entry], search).length, 1, search);
  assert.deepEqual(matchingEntries([entry], '198'), []);
});
