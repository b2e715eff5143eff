import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase } from '../../tests/support/postgres.ts';
import { openRelay } from '../../tests/support/relay.ts';
import { waitUntil } from '../../tests/support/waitUntil.ts';
import { createLog } from '../log.ts';
import { openDatabase } from './database.ts';
import { openLastingClient } from './lastingClient.ts';
import { giveNotice, listenForNotices } from './notices.ts';
import type { Topic } from './notices.ts';

const log = createLog('silent');

test('a database that fell silent does not hold up the end, and what was asked of it fails', async (t) => {
  const relay = await openRelay(t, await createTestDatabase(t));
  const database = await openDatabase(relay.connectionString, log);
  const asked = database.transaction(async (client) => {
    await client.query('select');
    relay.fallSilent();
    await client.query('select');
  });
  const failed = assert.rejects(asked);
  await waitUntil('a connection is in use', () => database.pool.totalCount - database.pool.idleCount === 1);
  await database.close();
  await failed;
});

test('a connection that is lost while it is held does not end the process', async (t) => {
  const connectionString = await createTestDatabase(t);
  const database = await openDatabase(connectionString, log);
  t.after(() => database.close());
  await assert.rejects(
    database.transaction(async (client) => {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      const gone = new Promise((resolve) => client.once('end', resolve));
      await database.pool.query('select pg_terminate_backend($1)', [rows[0].pid]);
      await gone;
      await client.query('select');
    }),
  );
});

test('a single statement is given up after its limit, and one of a transaction is not', async (t) => {
  const database = await openDatabase(await createTestDatabase(t), log, 200);
  t.after(() => database.close());
  await assert.rejects(database.pool.query('select pg_sleep(20)'), { code: 'database-slow' });
  await database.transaction((client) => client.query('select pg_sleep(0.5)'));
  assert.deepEqual((await database.pool.query('select $1::int as n', [7])).rows, [{ n: 7 }]);
});

test('the silence of a lasting connection is noticed by its heartbeat', async (t) => {
  const relay = await openRelay(t, await createTestDatabase(t));
  const { ended } = await openLastingClient(relay.connectionString, 'test', { everyMs: 20, limitMs: 50 });
  relay.fallSilent();
  await ended;
});

test('notices come again after the connection fell silent, with all topics at once', async (t) => {
  const connectionString = await createTestDatabase(t);
  const database = await openDatabase(connectionString, log);
  t.after(() => database.close());
  const relay = await openRelay(t, connectionString);
  const heard: Topic[] = [];
  const options = { log, retryMs: 20, heartbeat: { everyMs: 20, limitMs: 200 } };
  const notices = listenForNotices(relay.connectionString, (topic) => heard.push(topic), options);
  t.after(() => notices.close());
  await waitUntil('it listens', () => heard.length >= 4);
  relay.fallSilent();
  heard.length = 0;
  await waitUntil('all topics are told again', () => heard.length >= 4);
  heard.length = 0;
  await giveNotice(database.pool, 'devices');
  await waitUntil('a notice comes', () => heard.includes('devices'));
});
