import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestStore } from '../../../tests/support/store.ts';
import { openRecordPartitions, windowSize } from './recordPartitions.ts';
import { dayMs } from '../../time/units.ts';

const noon = Date.parse('2026-11-21T12:00:00Z');
const today = Math.floor(noon / dayMs);

test('old days are dropped whole and the rest stays', async (t) => {
  const { writer, batchOf, database, partitions } = await openTestStore(t, noon);
  const days = [400, 95, 60, 59, 0].map((age) => ({ at: noon - age * dayMs, source: age % 200 }));
  await writer.write(batchOf(days, 0), noon);
  const dropped = await partitions.dropBefore(today - 59);
  assert.deepEqual(dropped, ['record_before_20260823', 'record_20260922']);
  const { rows } = await database.pool.query<{ at: number }>('select at from record order by at');
  assert.deepEqual(
    rows.map((row) => row.at),
    [noon - 59 * dayMs, noon],
  );
});

test('a reader that holds an old day makes neither a writer nor another reader wait', async (t) => {
  const { writer, batchOf, database, partitions } = await openTestStore(t, noon);
  await writer.write(
    batchOf(
      [
        { at: noon - 80 * dayMs, source: 1 },
        { at: noon, source: 2 },
      ],
      0,
    ),
    noon,
  );
  const reader = await database.pool.connect();
  await reader.query('begin');
  await reader.query('select count(*) from record');
  const drop = partitions.dropBefore(today - 70);
  await Promise.all([
    writer.write(batchOf([{ at: noon, source: 3 }], 2), noon),
    database.pool.query('select count(*) from record'),
  ]);
  await reader.query('commit');
  reader.release();
  assert.deepEqual(await drop, ['record_20260902']);
});

test('a table is indexed once it takes no more records', async (t) => {
  const { writer, batchOf, partitions, database } = await openTestStore(t, noon);
  await writer.write(batchOf([{ at: noon, source: 1 }], 0), noon);
  assert.deepEqual(await partitions.indexClosed(1, today), []);
  assert.deepEqual(await partitions.indexClosed(windowSize, today), ['record_20261121_0']);
  assert.deepEqual(await partitions.indexClosed(windowSize, today), []);
  const { rows } = await database.pool.query(`select from pg_indexes where tablename = 'record_20261121_0'`);
  assert.equal(rows.length, 2);
});

test('a batch that crosses the end of a window is split between two tables', async (t) => {
  const { writer, batchOf, database } = await openTestStore(t, noon);
  await database.pool.query('update ingest set last_record_id = $1', [windowSize - 2]);
  await writer.write(
    batchOf(
      [
        { at: noon, source: 1 },
        { at: noon, source: 2 },
      ],
      windowSize - 2,
    ),
    noon,
  );
  const { rows } = await database.pool.query<{ table: string; id: number }>(
    'select tableoid::regclass::text as table, id from record order by id',
  );
  assert.deepEqual(rows, [
    { table: 'record_20261121_0', id: windowSize - 1 },
    { table: 'record_20261121_1', id: windowSize },
  ]);
});

test('what is older than all days kept finds a table while days that have had their time are not dropped yet', async (t) => {
  const { writer, batchOf, database } = await openTestStore(t, noon);
  await writer.write(batchOf([{ at: noon - 90 * dayMs, source: 1 }], 0), noon);
  const opened = await openRecordPartitions(database, today - 80);
  assert.equal(await opened.ensure(0, 2), 'record_before_20260823_0');
  const later = await openRecordPartitions(database, today - 70);
  assert.equal(await later.ensure(today - 75, 3), 'record_20260907_0');
});
