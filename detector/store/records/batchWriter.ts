import { randomUUID } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Context, RecordBatch } from '../../model/record.ts';
import type { Client, Database } from '../database.ts';
import { insertContexts } from './contexts.ts';
import { CopyRows } from './copyRows.ts';
import { claimRecordIds } from './fence.ts';
import { moveFilePositions } from './filePositions.ts';
import type { PositionMove } from './filePositions.ts';
import { addBatchCounts } from '../counts/batchCounts.ts';
import type { BatchCounts } from '../counts/batchCounts.ts';
import { addIntakeCounts } from '../counts/intakeCounts.ts';
import type { IntakeCounts } from '../counts/intakeCounts.ts';
import { addIntakeMinutes } from '../counts/intakeMinutes.ts';
import { movePushPositions } from './pushBatches.ts';
import { dayMs } from '../../time/units.ts';
import type { RecordPartitions } from './recordPartitions.ts';
import { itemAt } from '../../model/itemAt.ts';

/** Everything that came of some lines; it is stored as a whole or not at all. */
export interface StoredBatch {
  readonly records: RecordBatch;
  /** The number before the first record's. */
  readonly lastRecordId: number;
  readonly counts: BatchCounts;
  readonly intake: IntakeCounts;
  readonly positions: readonly PositionMove[];
  /** Pushed batches by digest, with how many of their bytes are stored then. */
  readonly pushes: ReadonlyMap<Uint8Array, number>;
  /** Further work in the same transaction, such as what the findings lead to. */
  readonly also: (client: Client) => Promise<void>;
}

export interface BatchWriter {
  /** Stores the batch in one transaction. Throws when it could not be; `FencedError` when it must not be tried again. */
  write(batch: StoredBatch, nowMs: number): Promise<void>;
}

/** `storedContexts`: how many of the contexts the database has already; numbers are dense from 1. */
export function createBatchWriter(
  database: Database,
  partitions: RecordPartitions,
  contexts: readonly (Context | undefined)[],
  storedContexts: number,
): BatchWriter {
  const rows = new CopyRows(50_000);
  const marks = new WeakMap<StoredBatch, string>();
  let known = storedContexts;

  async function write(batch: StoredBatch, nowMs: number): Promise<void> {
    try {
      await writeOnce(batch, nowMs);
    } catch (error) {
      // A table known here may have been dropped by another detector, or its creation rolled back.
      partitions.forget();
      throw error;
    }
  }

  async function writeOnce(batch: StoredBatch, nowMs: number): Promise<void> {
    const added = contexts.slice(known + 1) as Context[];
    const tables = await placeRows(partitions, batch);
    const mark = marks.get(batch) ?? randomUUID();
    marks.set(batch, mark);
    const isNew = await database.transaction(async (client) => {
      // A detector that is stopped inside this transaction would block the one that takes over.
      await client.query(`set local idle_in_transaction_session_timeout = '10s'`);
      const newLastId = batch.lastRecordId + batch.records.length;
      if (!(await claimRecordIds(client, batch.lastRecordId, newLastId, mark))) return false;
      await insertContexts(client, added);
      for (const [table, tableRows] of tables) await copyInto(client, table, tableRows, batch, rows);
      await addBatchCounts(client, batch.counts);
      await addIntakeCounts(client, batch.intake, nowMs);
      await addIntakeMinutes(client, batch.intake, nowMs);
      await moveFilePositions(client, batch.positions);
      await movePushPositions(client, batch.pushes, nowMs);
      await batch.also(client);
      return true;
    });
    // If only the answer of the commit was lost, it stored the contexts known then, which may be fewer.
    if (isNew) known += added.length;
  }

  return { write };
}

/** Which rows go to which table, in order of arrival. */
async function placeRows(partitions: RecordPartitions, batch: StoredBatch): Promise<Map<string, number[]>> {
  const tables = new Map<string, number[]>();
  let lastDay = NaN;
  let rows: number[] = [];
  let windowEnd = 0;
  for (let row = 0; row < batch.records.length; row++) {
    const day = Math.floor(itemAt(batch.records.at, row) / dayMs);
    const id = batch.lastRecordId + 1 + row;
    if (day !== lastDay || id >= windowEnd) {
      const table = partitions.tableOf(day, id) ?? (await partitions.ensure(day, id));
      rows = tables.get(table) ?? [];
      tables.set(table, rows);
      lastDay = day;
      windowEnd = partitions.windowEnd(id);
    }
    rows.push(row);
  }
  return tables;
}

async function copyInto(
  client: Client,
  table: string,
  tableRows: readonly number[],
  batch: StoredBatch,
  copy: CopyRows,
): Promise<void> {
  copy.begin();
  for (const row of tableRows) copy.add(batch.records, row, batch.lastRecordId + 1 + row);
  const stream = client.query(copyFrom(`copy ${table} from stdin with (format binary)`));
  await pipeline([copy.finish()], stream);
}
