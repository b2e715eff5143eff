import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Pool } from 'pg';
import { openTestDatabase } from '../../tests/support/store.ts';
import { insertPolls, listClients } from './listPolls.ts';

const at = Date.parse('2026-11-21T12:00:10Z');
const poll = { client: '192.0.2.1', at, status: 200, entries: 3, etag: '"a"', userAgent: 'curl' };

test('counts polls by client and keeps the latest of each', async (t) => {
  const { pool } = await openTestDatabase(t);
  const other = { ...poll, client: '2001:db8::1' };
  await insertPolls(pool, [poll, { ...poll, at: at + 1_000, status: 304 }, other], false, []);
  await insertPolls(pool, [{ ...poll, at: at + 60_000, entries: 4, etag: '"b"' }], false, []);
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
    false,
    [],
  );
  await insertPolls(
    pool,
    Array.from({ length: 500 }, (_, i) => ({ ...poll, at: at + 10_000 + i * 20, etag: '"b"' })),
    false,
    [],
  );
  const { rows } = await pool.query('select polls, etag from list_poll');
  assert.deepEqual(rows, [{ polls: 1000, etag: '"b"' }]);
});

const strangers = (network: string, status: number, fromMs = at) =>
  Array.from({ length: 10_000 }, (_, i) => ({
    ...poll,
    client: `${network}.${i >>> 8}.${i & 255}`,
    at: fromMs + i,
    status,
    entries: null,
  }));

async function clientsOf(pool: Pool): Promise<string[]> {
  return (await listClients(pool)).map(({ client }) => client);
}

test('a flood of strangers is remembered up to a cap, which is counted; who was given the list goes last', async (t) => {
  const { pool } = await openTestDatabase(t);
  await insertPolls(pool, [poll], false, []);
  await insertPolls(pool, strangers('198.18', 401), false, []);
  const clients = await clientsOf(pool);
  assert.equal(clients.length, 10_000);
  assert.ok(clients.includes(poll.client) && clients.includes('198.18.39.15') && !clients.includes('198.18.0.0'));
  const { rows } = await pool.query('select reason, lines from intake_loss');
  assert.deepEqual(rows, [{ reason: 'list-client-forgotten', lines: 1 }]);
});

test('with the list open to all, those given it are remembered up to the cap, too; trusted ones always', async (t) => {
  const { pool } = await openTestDatabase(t);
  await insertPolls(pool, [poll], true, []);
  await insertPolls(pool, strangers('198.18', 200), false, []);
  await insertPolls(pool, strangers('198.19', 200, at + 60_000), false, []);
  const clients = await clientsOf(pool);
  assert.equal(clients.length, 10_000);
  assert.ok(clients.includes(poll.client) && clients.includes('198.19.0.1') && !clients.includes('198.18.0.1'));
});

test('tells when somebody is trusted who was not before, and a later refusal changes nothing of it', async (t) => {
  const { pool } = await openTestDatabase(t);
  const refused = { ...poll, status: 401, entries: null };
  assert.equal(await insertPolls(pool, [poll], false, []), false, 'anybody could have asked');
  assert.equal(await insertPolls(pool, [refused], true, []), false);
  assert.equal(await insertPolls(pool, [{ ...poll, at: at + 1_000 }], true, []), true);
  assert.equal(await insertPolls(pool, [{ ...poll, at: at + 2_000 }], true, []), false);
  await insertPolls(pool, [{ ...refused, at: at + 3_000 }], true, []);
  const [client] = await listClients(pool);
  assert.deepEqual([client.lastServedAt, client.trustedAt, client.lastStatus], [at + 2_000, at + 2_000, 401]);
});
