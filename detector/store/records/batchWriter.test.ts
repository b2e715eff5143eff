import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestStore } from '../../../tests/support/store.ts';
import { createBatchWriter } from './batchWriter.ts';
import { FencedError, loadLastRecordId } from './fence.ts';
import { loadFilePositions } from './filePositions.ts';
import { loadContexts } from './contexts.ts';

const noon = Date.parse('2026-11-21T12:00:00Z');

test('a person reads plain names in the view', async (t) => {
  const { writer, batchOf, database, contexts } = await openTestStore(t, noon);
  const detail = { user: 'x\'; "drop" \\ 🐍', threatName: 'T', threatId: '9', extra: { SeqNo: '7' } };
  await writer.write(batchOf([{ at: noon, source: 1, detail }], 0), noon);
  const { rows } = await database.pool.query<Record<string, unknown>>('select * from syslog_records');
  assert.equal(rows.length, 1);
  const [row] = rows;
  assert.deepEqual(
    [row['id'], row['time'], row['device'], row['source'], row['destination'], row['rule'], row['user'], row['extra']],
    [1, noon, 'FW-1', '198.18.0.1', '203.0.113.7', 'sensor', detail.user, { SeqNo: '7' }],
  );
  assert.deepEqual(await loadContexts(database.pool), contexts.slice(1));
});

test('records of several days and of long ago go to tables of their own', async (t) => {
  const { writer, batchOf, database } = await openTestStore(t, noon);
  const times = ['2012-10-30T09:46:17Z', '2026-11-20T23:59:59.999Z', '2026-11-21T00:00:00Z', '2026-11-22T00:00:01Z'];
  const rows = times.map((time, i) => ({ at: Date.parse(time), source: i }));
  await writer.write(batchOf(rows, 0), noon);
  const found = await database.pool.query<{ table: string; at: number }>(
    'select tableoid::regclass::text as table, at from record order by at',
  );
  assert.deepEqual(
    found.rows,
    ['record_before_20260823_0', 'record_20261120_0', 'record_20261121_0', 'record_20261122_0'].map((table, i) => ({
      table,
      at: rows[i].at,
    })),
  );
});

test('a batch whose commit was answered by silence is stored once when it is tried again', async (t) => {
  const { writer, batchOf, database } = await openTestStore(t, noon);
  const batch = batchOf([{ at: noon, source: 1 }], 0);
  await writer.write(batch, noon);
  await writer.write(batch, noon);
  const { rows } = await database.pool.query<{ n: number }>('select count(*) as n from record');
  assert.equal(rows[0].n, 1);
  assert.equal(await loadLastRecordId(database.pool), 1);
  const counts = await database.pool.query<{ n: number }>('select sum(records)::int as n from record_counts');
  assert.equal(counts.rows[0].n, 1);
});

test('contexts that were met while such a commit was tried again are stored with the next batch', async (t) => {
  const { database, partitions, contexts, batchOf } = await openTestStore(t, noon);
  const growing = contexts.slice(0, 2);
  const writer = createBatchWriter(database, partitions, growing, 0);
  const batch = batchOf([{ at: noon, source: 1 }], 0);
  await writer.write(batch, noon);
  growing.push(contexts[2]);
  await writer.write(batch, noon);
  await writer.write(batchOf([{ at: noon, source: 2, context: 2 }], 1), noon);
  assert.deepEqual(await loadContexts(database.pool), contexts.slice(1));
});

test('a detector that was overtaken stores nothing more', async (t) => {
  const { writer, batchOf, database } = await openTestStore(t, noon);
  await writer.write(batchOf([{ at: noon, source: 1 }], 0), noon);
  await assert.rejects(writer.write(batchOf([{ at: noon, source: 2 }], 0), noon), FencedError);
  const { rows } = await database.pool.query<{ n: number }>('select count(*) as n from record');
  assert.equal(rows[0].n, 1);
});

test('a read position that somebody else moved fences the batch with its records', async (t) => {
  const { writer, batchOf, database } = await openTestStore(t, noon);
  const move = { identity: '1:2', path: '/a.log', offset: 100, tail: 'dGFpbA==' };
  await writer.write(batchOf([{ at: noon, source: 1 }], 0, { positions: [{ ...move, from: null }] }), noon);
  const stale = { ...move, from: 50, offset: 150 };
  await assert.rejects(writer.write(batchOf([{ at: noon, source: 2 }], 1, { positions: [stale] }), noon), FencedError);
  assert.deepEqual(await loadFilePositions(database.pool), [move]);
  const { rows } = await database.pool.query<{ n: number }>('select count(*) as n from record');
  assert.equal(rows[0].n, 1);
});

test('what fails inside the transaction takes the records back', async (t) => {
  const { writer, batchOf, database } = await openTestStore(t, noon);
  let broken = true;
  const also = () => (broken ? Promise.reject(new Error('no')) : Promise.resolve());
  const batch = batchOf([{ at: noon, source: 1 }], 0, { also });
  await assert.rejects(writer.write(batch, noon), /no/);
  assert.equal(await loadLastRecordId(database.pool), 0);
  broken = false;
  await writer.write(batch, noon);
  assert.equal(await loadLastRecordId(database.pool), 1);
});

test('counts per minute add up over batches', async (t) => {
  const { writer, batchOf, database } = await openTestStore(t, noon);
  await writer.write(
    batchOf(
      [
        { at: noon, source: 1 },
        { at: noon + 1, source: 2 },
        { at: noon, source: 1, context: 2 },
      ],
      0,
    ),
    noon,
  );
  await writer.write(
    batchOf(
      [
        { at: noon + 59_999, source: 1 },
        { at: noon + 60_000, source: 1 },
      ],
      3,
    ),
    noon,
  );
  const { rows } = await database.pool.query<{ time: number; rule: string; records: number }>(
    'select "time", rule, records from record_counts order by 1, 2',
  );
  assert.deepEqual(rows, [
    { time: noon, rule: 'sensor', records: 3 },
    { time: noon, rule: 'web', records: 1 },
    { time: noon + 60_000, rule: 'sensor', records: 1 },
  ]);
});
