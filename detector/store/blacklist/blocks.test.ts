import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { noon, putBlock, putDevice, scanFinding } from '../../../tests/support/blocks.ts';
import { openTestDatabase } from '../../../tests/support/store.ts';
import { waitUntil } from '../../../tests/support/waitUntil.ts';
import type { Queryable } from '../database.ts';
import { releaseBlocks, renewBlocks } from './blocks.ts';

const touch = 'update block set findings = findings + 1 where id = $1';

/** What is locked of three blocks by work on all of them that has to wait for the second. */
async function lockedBefore(
  t: TestContext,
  work: (database: Queryable, ids: readonly number[]) => Promise<void>,
): Promise<boolean[]> {
  const { pool, transaction } = await openTestDatabase(t);
  await putDevice(pool);
  const ids: number[] = [];
  for (const last of [1, 2, 3]) ids.push(await putBlock(pool, scanFinding(`45.142.193.${last}`, noon)));
  // It lies behind the others now, and so few are read as they lie.
  await pool.query('update block set address = address + 8 where id = $1', [ids[0]]);
  await pool.query('analyze block');
  const { working, locked } = await transaction(async (gate) => {
    await gate.query(touch, [ids[1]]);
    const going = transaction((client) => work(client, ids.toReversed()));
    going.catch(() => undefined);
    await waitUntil('it waits for the second', async () => {
      const { rowCount } = await pool.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rowCount === 1;
    });
    const { rows } = await pool.query<{ id: number }>('select id from block for update skip locked');
    return { working: [going], locked: ids.map((id) => rows.every((row) => row.id !== id)) };
  });
  await working[0];
  const { rows } = await pool.query('select id from block where findings > 2 or released_at is not null order by id');
  assert.deepEqual(
    rows,
    ids.map((id) => ({ id })),
  );
  return locked;
}

test('blocks are renewed in the order of their numbers, wherever they lie, by what others did meanwhile', async (t) => {
  const renewal = { lastSeenAt: noon + 1, expiresAt: null, findings: 2, hitAt: null };
  const work = (database: Queryable, ids: readonly number[]) =>
    renewBlocks(
      database,
      ids.map((id) => ({ ...renewal, id })),
    );
  assert.deepEqual(await lockedBefore(t, work), [true, true, false]);
});

test('blocks are released in the order of their numbers, wherever they lie', async (t) => {
  const work = (database: Queryable, ids: readonly number[]) => releaseBlocks(database, ids, 'alice', 'a test', noon);
  assert.deepEqual(await lockedBefore(t, work), [true, true, false]);
});
