import type { TestContext } from 'node:test';
import { createLog } from '../../detector/log.ts';
import { createRecordBatch } from '../../detector/model/record.ts';
import type { Context, Detail, RecordBatch } from '../../detector/model/record.ts';
import { createBatchWriter } from '../../detector/store/records/batchWriter.ts';
import type { BatchWriter, StoredBatch } from '../../detector/store/records/batchWriter.ts';
import { openDatabase } from '../../detector/store/database.ts';
import type { Database } from '../../detector/store/database.ts';
import { insertDevice } from '../../detector/store/devices.ts';
import { migrate } from '../../detector/store/migrate.ts';
import { countBatch } from '../../detector/store/counts/batchCounts.ts';
import { openRecordPartitions } from '../../detector/store/records/recordPartitions.ts';
import { dayMs } from '../../detector/time/units.ts';
import type { RecordPartitions } from '../../detector/store/records/recordPartitions.ts';
import { deniedContext } from './context.ts';
import { createTestDatabase } from './postgres.ts';

/** A migrated database that lasts as long as the test. */
export async function openTestDatabase(t: TestContext): Promise<Database & { connectionString: string }> {
  const connectionString = await createTestDatabase(t);
  const database = await openDatabase(connectionString, createLog('silent'));
  t.after(() => database.close());
  await migrate(database);
  return { ...database, connectionString };
}

export interface TestStore {
  readonly database: Database;
  readonly partitions: RecordPartitions;
  readonly writer: BatchWriter;
  readonly contexts: readonly (Context | undefined)[];
  /** A batch of these rows, ready to be written after record `lastRecordId`. */
  batchOf(rows: readonly TestRow[], lastRecordId: number, more?: Partial<StoredBatch>): StoredBatch;
}

export interface TestRow {
  readonly at: number;
  /** Last byte of the source 198.18.0.x. */
  readonly source: number;
  readonly context?: number;
  readonly detail?: Detail;
}

/** A database with one device and two contexts (1: dropped by rule "sensor"; 2: allowed by rule "web"). */
export async function openTestStore(t: TestContext, nowMs: number): Promise<TestStore> {
  const database = await openTestDatabase(t);
  await insertDevice(database.pool, {
    name: 'FW-1',
    hosts: ['fw-1'],
    files: ['/var/log/fw-1.log'],
    senders: [],
    timeZone: null,
    format: null,
  });
  const partitions = await openRecordPartitions(database, Math.floor(nowMs / dayMs) - 90);
  const contexts = [undefined, contextOf(1, 'drop', 'sensor'), contextOf(2, 'allow', 'web')];
  const writer = createBatchWriter(database, partitions, contexts, 0);
  const batchOf: TestStore['batchOf'] = (rows, lastRecordId, more = {}) => {
    const records = fill(rows);
    return {
      records,
      lastRecordId,
      counts: countBatch(records, []),
      intake: { devices: [], unreadable: [], unregistered: [], losses: {} },
      positions: [],
      pushes: new Map(),
      also: () => Promise.resolve(),
      ...more,
    };
  };
  return { database, partitions, writer, contexts, batchOf };
}

function contextOf(id: number, action: string, rule: string): Context {
  return { ...deniedContext, id, action, rule, subtype: action };
}

function fill(rows: readonly TestRow[]): RecordBatch {
  const batch = createRecordBatch(Math.max(1, rows.length));
  rows.forEach((row, i) => {
    batch.at[i] = row.at;
    batch.source.set([0, 0, 0xffff, 0xc6120000 + row.source], 4 * i);
    batch.destination.set([0, 0, 0xffff, 0xcb007107], 4 * i);
    batch.sourcePort[i] = 40_000;
    batch.destinationPort[i] = 443;
    batch.deviceId[i] = 1;
    batch.context[i] = row.context ?? 1;
    batch.detail[i] = row.detail;
  });
  batch.length = rows.length;
  return batch;
}
