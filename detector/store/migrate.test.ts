import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createLog } from '../log.ts';
import { createTestDatabase } from '../../tests/support/postgres.ts';
import { openDatabase } from './database.ts';
import { migrate } from './migrate.ts';

test('two processes that migrate at once apply each migration once', async (t) => {
  const connectionString = await createTestDatabase(t);
  const [one, other] = await Promise.all([0, 1].map(() => openDatabase(connectionString, createLog('silent'))));
  t.after(() => Promise.all([one.close(), other.close()]));
  const applied = (await Promise.all([migrate(one), migrate(other)])).flat();
  assert.equal(new Set(applied).size, applied.length);
  assert.ok(applied.includes('0001-initial.sql'));
  assert.deepEqual(await migrate(one), []);
});

test('an older database is brought on with what it holds: of held findings on the same the newest stays, contexts get their keys', async (t) => {
  const database = await openDatabase(await createTestDatabase(t), createLog('silent'));
  t.after(() => database.close());
  const { pool } = database;
  await pool.query(readFileSync(join(import.meta.dirname, 'migrations', '0001-initial.sql'), 'utf8'));
  await pool.query(
    'create table migration (number integer primary key, name text not null, applied_at timestamptz not null default now())',
  );
  await pool.query(`insert into migration (number, name) values (1, '0001-initial.sql')`);
  await pool.query(
    `insert into finding (at, case_name, source, source_location, target, amount, outcome, evidence, record_id, decided_at)
     select '2026-11-21T12:00Z'::timestamptz + i * interval '1 min', 'port-scan', '198.51.100.1', '', '203.0.113.7', i, 'hold', '{}', 1,
       case when i = 1 then now() end
     from generate_series(1, 5) i`,
  );
  await pool.query(
    `insert into list_client (client, first_at, last_at, polls, last_status, user_agent)
     values ('192.0.2.1', now(), '2026-11-21T12:00Z', 1, 304, ''), ('192.0.2.2', now(), now(), 1, 401, '')`,
  );
  await pool.query(`insert into device (name) values ('FW-1')`);
  await pool.query(
    `insert into context select n, 1, 'fw-1', 'input ' || n, 'TRAFFIC', 'drop', 'deny', 'rule', '', '', 'Romania', '', '', '', '', '', '', ''
     from generate_series(1, 3) n`,
  );
  await migrate(database);
  const findings = await pool.query('select amount from finding order by id');
  assert.deepEqual(findings.rows, [{ amount: 1 }, { amount: 5 }]);
  const keys = await pool.query(
    `select k.rule, k.country, k.case_name, count(*)::int as contexts
     from context c join count_key k on k.id = c.count_key group by 1, 2, 3`,
  );
  assert.deepEqual(keys.rows, [{ rule: 'rule', country: 'Romania', case_name: '', contexts: 3 }]);
  const clients = await pool.query('select last_served_at, trusted_at from list_client order by client');
  const servedAt = Date.parse('2026-11-21T12:00Z');
  assert.deepEqual(clients.rows, [
    { last_served_at: servedAt, trusted_at: null },
    { last_served_at: null, trusted_at: null },
  ]);
});

test('a database that can not be reached is named in a sentence', async () => {
  const opening = openDatabase('postgres://nobody@127.0.0.1:1/none', createLog('silent'));
  await assert.rejects(opening, { code: 'database-unreachable' });
});

test('a database that a newer version has changed is refused, and left as it is', async (t) => {
  const database = await openDatabase(await createTestDatabase(t), createLog('silent'));
  t.after(() => database.close());
  await migrate(database);
  await database.pool.query(`insert into migration (number, name) values (9001, '9001-of-the-future.sql')`);
  await assert.rejects(migrate(database), { code: 'database-newer', message: /9001 .* Start that version/ });
});
