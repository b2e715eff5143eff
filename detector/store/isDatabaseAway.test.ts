import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { createTestDatabase } from '../../tests/support/postgres.ts';
import { doesDatabaseAnswer, isDatabaseAway } from './isDatabaseAway.ts';

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => assert.fail('it did not fail'),
    (error: unknown) => error,
  );
}

test('knows a server that is not there, ends the connection or cancels, from a statement that is wrong', async (t) => {
  const connectionString = await createTestDatabase(t);
  const pool = new pg.Pool({ connectionString });
  pool.on('error', () => undefined);
  t.after(() => pool.end());
  for (const sql of [
    'select pg_terminate_backend(pg_backend_pid())',
    `set statement_timeout = 1; select pg_sleep(10)`,
  ]) {
    assert.ok(isDatabaseAway(await failureOf(pool.query(sql))), sql);
  }
  for (const sql of ['select nonsense', 'select 1 / 0', `select 'x'::inet`]) {
    assert.ok(!isDatabaseAway(await failureOf(pool.query(sql))), sql);
  }
  assert.ok(await doesDatabaseAnswer(pool));
  const closed = new pg.Pool({ connectionString: 'postgres://127.0.0.1:1/none' });
  t.after(() => closed.end());
  assert.ok(isDatabaseAway(await failureOf(closed.query('select 1'))));
  assert.ok(!(await doesDatabaseAnswer(closed)));
  assert.ok(!isDatabaseAway(new Error('anything else')));
});
