import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditQuery, noAuditFilters, tabOf } from './systemState.ts';

test('a tab that is none is the first', () => {
  assert.equal(tabOf({ tab: 'audit' }), 'audit');
  assert.equal(tabOf({ tab: 'x' }), 'status');
});

test('filters that are empty or unknown are left out', () => {
  assert.deepEqual(auditQuery(noAuditFilters, 0), {});
  assert.deepEqual(auditQuery({ actor: 'ann', action: 'block', subject: 'x', age: '1h' }, 3_600_001), {
    ...{ actor: 'ann', action: 'block', subject: 'x', from: 1 },
  });
  assert.deepEqual(auditQuery({ ...noAuditFilters, age: 'long' }, 9), {});
});
