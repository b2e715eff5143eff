import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTlsFailures } from './tlsFailures.ts';

test('counts by client and keeps the latest reason', () => {
  const failures = createTlsFailures(10);
  failures.add('192.0.2.1', 'ECONNRESET', 1);
  failures.add('192.0.2.1', 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 2);
  assert.deepEqual(failures.counts(), {
    clients: [{ client: '192.0.2.1', count: 2, lastAtMs: 2, lastReason: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA' }],
    others: 0,
  });
});

test('under a flood of clients it keeps those that it knows and counts the rest', () => {
  const failures = createTlsFailures(100);
  for (let index = 0; index < 10_000; index++) failures.add(`client ${index}`, 'ECONNRESET', index);
  failures.add('client 0', 'ECONNRESET', 10_000);
  const { clients, others } = failures.counts();
  assert.equal(clients.length, 100);
  assert.equal(clients[0].count, 2);
  assert.equal(others, 9_900);
});
