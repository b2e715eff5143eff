import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { noon, putBlock, putDevice, scanFinding } from '../../../tests/support/blocks.ts';
import { configurationFor, makeFolder } from '../../../tests/support/service.ts';
import { openTestDatabase } from '../../../tests/support/store.ts';
import { waitUntil } from '../../../tests/support/waitUntil.ts';
import { createLog } from '../../log.ts';
import type { Queryable } from '../../store/database.ts';
import { openSession } from '../session.ts';
import { releaseMany } from './blacklistActions.ts';

const touch = 'update block set findings = findings + 1 where id = $1';

test('a release of many that a batch is in the way of is done all the same', async (t) => {
  const { pool, transaction, connectionString } = await openTestDatabase(t);
  await putDevice(pool);
  const first = await putBlock(pool, scanFinding('45.142.193.1', noon));
  const second = await putBlock(pool, scanFinding('45.142.193.2', noon));
  // Time enough to bring about that each waits for the other; it is the release that notices.
  await pool.query(
    `do $$ begin execute format('alter database %I set deadlock_timeout = ''3s''', current_database()); end $$`,
  );
  const session = await openPeople(t, connectionString);
  const released = await transaction(async (batch) => {
    await batch.query(`set local deadlock_timeout = '1min'`);
    await batch.query(touch, [second]);
    const releasing = releaseMany(session.actor('alice', noon), { ids: [second, first] }, 'a test');
    releasing.catch(() => undefined);
    await waitUntil('the release waits for the batch', () => isSomebodyWaiting(pool));
    await batch.query(touch, [first]);
    return [releasing];
  });
  assert.deepEqual((await released[0]).done, ['45.142.193.1', '45.142.193.2']);
  const { rows } = await pool.query('select findings, released_at is not null as released from block');
  assert.deepEqual(rows, Array(2).fill({ findings: 2, released: true }));
  assert.equal((await pool.query(`select from audit_event where action = 'block.release'`)).rowCount, 2);
});

async function openPeople(t: TestContext, connectionString: string) {
  const session = await openSession(configurationFor(connectionString, await makeFolder(t)), createLog('silent'));
  t.after(() => session.close());
  return session;
}

async function isSomebodyWaiting(database: Queryable): Promise<boolean> {
  const { rowCount } = await database.query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rowCount === 1;
}
