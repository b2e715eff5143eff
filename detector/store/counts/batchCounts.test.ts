import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scanFinding } from '../../../tests/support/blocks.ts';
import { deniedContext } from '../../../tests/support/context.ts';
import { openTestStore } from '../../../tests/support/store.ts';
import type { TestStore } from '../../../tests/support/store.ts';
import { createBatchWriter } from '../records/batchWriter.ts';
import { countBatch } from './batchCounts.ts';
import { minuteMs } from '../../time/units.ts';

const noon = Date.parse('2026-11-21T12:00:00Z');

async function countsOf({ database }: TestStore): Promise<unknown> {
  const minutes = await database.pool.query<{ row: string }>(
    `select concat_ws(' ', to_char("time", 'HH24:MI'), nullif(rule, ''), country, "case", amount) as row from (
       select "time", rule, country, null as "case", records as amount from report.record_counts
       union all select "time", rule, country, "case", findings from report.finding_counts) c order by 1`,
  );
  const hours = await database.pool.query<{ row: string }>(
    `select concat_ws(' ', to_char("time", 'HH24:MI'), nullif(rule, ''), "case", amount) as row from (
       select "time", rule, null as "case", records as amount from report.records_by_time where step = 'hour'
       union all select "time", rule, "case", findings from report.findings_by_time where step = 'hour') c order by 1`,
  );
  return { minutes: minutes.rows.map(({ row }) => row), hours: hours.rows.map(({ row }) => row) };
}

test('records that are counted alike are one count, by minute and country and by hour, over batches', async (t) => {
  const store = await openTestStore(t, noon);
  const contexts = [
    undefined,
    deniedContext,
    { ...deniedContext, id: 2, destinationZone: 'dmz' },
    { ...deniedContext, id: 3, sourceLocation: 'Chile' },
  ];
  const writer = createBatchWriter(store.database, store.partitions, contexts, 0);
  const rows = [1, 2, 3, 2].map((context, i) => ({ at: noon + (i % 2) * minuteMs, source: i, context }));
  await writer.write(store.batchOf(rows, 0), noon);
  await writer.write(store.batchOf([...rows, { at: noon - 1, source: 1 }], rows.length), noon);
  assert.deepEqual(await countsOf(store), {
    minutes: ['11:59 sensor Romania 1', '12:00 sensor Chile 2', '12:00 sensor Romania 2', '12:01 sensor Romania 4'],
    hours: ['11:00 sensor 1', '12:00 sensor 8'],
  });
});

test('findings are counted under their case beside the records, the same ones of a batch together', async (t) => {
  const store = await openTestStore(t, noon);
  const findings = [1, 2, 3].map((n) => scanFinding(`198.18.0.${n}`, noon + Math.floor(n / 3) * minuteMs));
  for (const lastRecordId of [0, 1]) {
    const batch = store.batchOf([{ at: noon, source: 1 }], lastRecordId);
    await store.writer.write({ ...batch, counts: countBatch(batch.records, findings) }, noon);
  }
  assert.deepEqual(await countsOf(store), {
    minutes: ['12:00 Romania port-scan 4', '12:00 sensor Romania 2', '12:01 Romania port-scan 2'],
    hours: ['12:00 port-scan 6', '12:00 sensor 2'],
  });
  const { rows } = await store.database.pool.query<{ keys: number }>('select max(id) as keys from count_key');
  assert.equal(rows[0].keys, 3, 'two contexts and one kind of findings use up no more numbers');
});
