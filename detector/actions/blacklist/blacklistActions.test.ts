import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { noon, putBlock, putDevice, scanFinding } from '../../../tests/support/blocks.ts';
import { configurationFor, makeFolder } from '../../../tests/support/service.ts';
import { openTestDatabase } from '../../../tests/support/store.ts';
import { waitUntil } from '../../../tests/support/waitUntil.ts';
import { createLog } from '../../log.ts';
import type { Queryable } from '../../store/database.ts';
import { openSession } from '../../serve/session.ts';
import { releaseMany } from './blacklistActions.ts';

const touch = 'update block set findings = findings + 1 where id = $1';

test('a release of many that a batch is in the way of is done all the same', async (t) => {
  const { pool, transaction, connectionString } = await openTestDatabase(t);
  await putDevice(pool);
  const addresses = ['45.142.193.1', '45.142.193.2', '45.142.193.3'];
  const ids: number[] = [];
  for (const address of addresses) ids.push(await putBlock(pool, scanFinding(address, noon)));
  const [first, second, third] = ids;
  const session = await openPeople(t, connectionString);
  const released = await transaction(async (batch) => {
    // Each looks for a deadlock that long after it began to wait: only the release, which waits last, sees to it.
    await batch.query(`set local deadlock_timeout = '1min'`);
    await batch.query(touch, [third]);
    const { releasing, touched } = await transaction(async (gate) => {
      await gate.query(touch, [second]);
      const going = releaseMany(session.actor('alice', noon), { ids: ids.toReversed() }, 'a test');
      going.catch(() => undefined);
      await waitUntil('the release has the first and waits at the gate', async () => (await waiting(pool)) === 1);
      const touching = batch.query(touch, [first]);
      await waitUntil('the batch waits for the release', async () => (await waiting(pool)) === 2);
      return { releasing: [going], touched: [touching] };
    });
    await touched[0];
    return releasing;
  });
  assert.deepEqual((await released[0]).done, addresses);
  const { rows } = await pool.query('select findings, released_at is not null as released from block');
  assert.deepEqual(rows, Array(3).fill({ findings: 2, released: true }));
  assert.equal((await pool.query(`select from audit_event where action = 'block.release'`)).rowCount, 3);
});

async function openPeople(t: TestContext, connectionString: string) {
  const session = await openSession(configurationFor(connectionString, await makeFolder(t)), createLog('silent'));
  t.after(() => session.close());
  return session;
}

/** How many wait for a lock. */
async function waiting(database: Queryable): Promise<number> {
  const { rowCount } = await database.query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rowCount ?? 0;
}
