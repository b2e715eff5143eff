import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestDatabase } from '../../tests/support/store.ts';
import { insertPolls, listClients } from './listPolls.ts';

const at = Date.parse('2026-11-21T12:00:10Z');
const poll = { client: '192.0.2.1', at, status: 200, entries: 3, etag: '"a"', userAgent: 'curl' };

test('counts polls by client and keeps the latest of each', async (t) => {
  const { pool } = await openTestDatabase(t);
  await insertPolls(pool, [poll, { ...poll, at: at + 1_000, status: 304 }, { ...poll, client: '2001:db8::1' }]);
  await insertPolls(pool, [{ ...poll, at: at + 60_000, entries: 4, etag: '"b"' }]);
  const clients = await listClients(pool);
  assert.deepEqual(
    clients.map(({ client, polls, firstAt, lastAt, lastStatus, lastEntries }) => [
      client,
      polls,
      firstAt,
      lastAt,
      lastStatus,
      lastEntries,
    ]),
    [
      ['192.0.2.1', 3, at, at + 60_000, 200, 4],
      ['2001:db8::1', 1, at, at, 200, 3],
    ],
  );
});

test('keeps one row for each client and minute, however often it asks', async (t) => {
  const { pool } = await openTestDatabase(t);
  await insertPolls(
    pool,
    Array.from({ length: 500 }, (_, i) => ({ ...poll, at: at + i * 20 })),
  );
  await insertPolls(
    pool,
    Array.from({ length: 500 }, (_, i) => ({ ...poll, at: at + 10_000 + i * 20, etag: '"b"' })),
  );
  const { rows } = await pool.query('select polls, etag from list_poll');
  assert.deepEqual(rows, [{ polls: 1000, etag: '"b"' }]);
});

test('a flood of strangers who are served nothing is remembered up to a cap, a firewall always', async (t) => {
  const { pool } = await openTestDatabase(t);
  const stranger = (i: number) => `198.18.${i >>> 8}.${i & 255}`;
  await insertPolls(
    pool,
    Array.from({ length: 10_000 }, (_, i) => ({ ...poll, client: stranger(i), status: 401, entries: null })),
  );
  await insertPolls(pool, [{ ...poll, client: '198.19.0.1', status: 401, entries: null }, poll]);
  const clients = (await listClients(pool)).map(({ client }) => client);
  assert.equal(clients.length, 10_001);
  assert.ok(clients.includes(poll.client) && !clients.includes('198.19.0.1'));
});
