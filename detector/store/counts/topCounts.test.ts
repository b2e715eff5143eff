import assert from 'node:assert/strict';
import { it } from 'node:test';
import { putBlock, scanFinding } from '../../../tests/support/blocks.ts';
import { openTestStore } from '../../../tests/support/store.ts';
import type { TestRow, TestStore } from '../../../tests/support/store.ts';
import type { Database } from '../database.ts';
import { countBusiest } from './topCounts.ts';
import { minuteMs } from '../../time/units.ts';

const nowMs = Date.parse('2026-11-20T12:10:00Z');

const repeat = (times: number, row: TestRow): TestRow[] => Array.from({ length: times }, () => row);

async function busiest({ database }: TestStore, kind: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ row: string }>(
    `select concat_ws(' ', to_char(hour at time zone 'UTC', 'HH24:MI'), value, amount) as row from hour_top where kind = $1 order by hour, amount desc, value`,
    [kind],
  );
  return rows.map(({ row }) => row);
}

it('counts denied records by source and port, and threats, once each', async (t) => {
  const store = await openTestStore(t, nowMs);
  const denied = [...repeat(3, { at: nowMs, source: 1 }), { at: nowMs - 15 * minuteMs, source: 2 }];
  const allowed = repeat(9, { at: nowMs, source: 3, context: 2 });
  await store.writer.write(store.batchOf([...denied, ...allowed], 0), nowMs);
  assert.equal(await countBusiest(store.database), 13);
  assert.equal(await countBusiest(store.database), 0);
  await store.writer.write(store.batchOf([{ at: nowMs, source: 2 }], 13), nowMs);
  assert.equal(await countBusiest(store.database), 1);
  assert.deepEqual(await busiest(store, 'source'), ['11:00 198.18.0.2 1', '12:00 198.18.0.1 3', '12:00 198.18.0.2 1']);
  assert.deepEqual(await busiest(store, 'port'), ['11:00 443 1', '12:00 443 4']);
  assert.deepEqual(await busiest(store, 'threat'), []);
});

it('ends though records go on coming', async (t) => {
  const store = await openTestStore(t, nowMs);
  await store.writer.write(store.batchOf([{ at: nowMs, source: 1 }], 0), nowMs);
  let lastId = 1;
  const busy: Database = {
    ...store.database,
    transaction: async (work) => {
      const result = await store.database.transaction(work);
      await store.writer.write(store.batchOf([{ at: nowMs, source: 1 }], lastId++), nowMs);
      return result;
    },
  };
  assert.equal(await countBusiest(busy), 1);
  assert.equal(await countBusiest(store.database), 2);
});

it('keeps the hundred busiest of an hour, whatever strangers send', async (t) => {
  const store = await openTestStore(t, nowMs);
  const rows = Array.from({ length: 250 }, (_, i) => repeat(i < 5 ? 9 : 1, { at: nowMs, source: i })).flat();
  await store.writer.write(store.batchOf(rows, 0), nowMs);
  await countBusiest(store.database);
  await store.writer.write(store.batchOf(rows.toReversed(), rows.length), nowMs);
  await countBusiest(store.database);
  const kept = await busiest(store, 'source');
  assert.equal(kept.length, 100);
  assert.deepEqual(
    kept.slice(0, 5),
    [0, 1, 2, 3, 4].map((i) => `12:00 198.18.0.${i} 18`),
  );
});

it('counts sessions that were allowed ten minutes after their source was blocked, by itself or in a range', async (t) => {
  const store = await openTestStore(t, nowMs);
  const { pool } = store.database;
  const ids = [
    await putBlock(pool, scanFinding('198.18.0.1', nowMs)),
    await putBlock(pool, scanFinding('198.18.0.64/28', nowMs)),
    await putBlock(pool, scanFinding('198.18.0.3', nowMs), { releasedAt: nowMs }),
  ];
  await pool.query('update block set created_at = $2 where id = any($1::bigint[])', [
    ids,
    new Date(nowMs - 30 * minuteMs),
  ]);
  const allowed = (source: number, at: number): TestRow => ({ at, source, context: 2 });
  const soon = nowMs - 21 * minuteMs;
  await store.writer.write(
    store.batchOf(
      [
        allowed(1, soon),
        allowed(1, nowMs),
        allowed(70, nowMs),
        allowed(3, nowMs),
        allowed(9, nowMs),
        { at: nowMs, source: 1 },
      ],
      0,
    ),
    nowMs,
  );
  await countBusiest(store.database);
  assert.deepEqual(await busiest(store, 'allowed'), ['12:00 198.18.0.1 1', '12:00 198.18.0.70 1']);
});
