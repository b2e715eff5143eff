import assert from 'node:assert/strict';
import { it } from 'node:test';
import { splitItems } from './splitItems.ts';

it('a pasted list is taken apart, each item once, what is there already left out', () => {
  assert.deepEqual(splitItems(' 22, 80\n443 22 ,', /[\s,]+/, ['80']), ['22', '443']);
  assert.deepEqual(splitItems('Partners, old \n VPN ', /\n/, []), ['Partners, old', 'VPN']);
  assert.deepEqual(splitItems('   ', /\n/, []), []);
});
