import { parseAddress } from '../../model/address.ts';
import { createRecordBatch } from '../../model/record.ts';
import type { Context, Detail, RecordBatch } from '../../model/record.ts';
import type { Database } from '../database.ts';

interface Row {
  at: number;
  context: number;
  source_port: number;
  destination_port: number;
  source: string;
  destination: string;
  detail: Detail | null;
}

export interface RecordRange {
  /** Records after this number … */
  readonly afterId: number;
  /** … up to this one. */
  readonly throughId: number;
  /** Only records at or after this time, ms since 1970. */
  readonly sinceMs?: number;
}

const batchRows = 10_000;

/**
 * Reads stored records back in order of arrival, in batches that are valid until the next one is asked for. Throws once
 * `stop` says so, even while the database is still sorting.
 */
export async function* readStoredRecords(
  database: Database,
  contexts: readonly (Context | undefined)[],
  range: RecordRange,
  stop: AbortSignal,
): AsyncGenerator<RecordBatch> {
  stop.throwIfAborted();
  const client = await database.pool.connect();
  const batch = createRecordBatch(batchRows);
  const cut = (): void => void client.end();
  stop.addEventListener('abort', cut);
  try {
    await client.query('begin read only');
    await client.query(
      `declare stored no scroll cursor for
       select at, context, source_port, destination_port, host(source) as source, host(destination) as destination, detail
       from record where id > ${range.afterId} and id <= ${range.throughId} and at >= to_timestamp(${(range.sinceMs ?? 0) / 1000})
       order by id`,
    );
    for (;;) {
      stop.throwIfAborted();
      const { rows } = await client.query<Row>(`fetch ${batchRows} from stored`);
      if (rows.length === 0) return;
      fill(batch, rows, contexts);
      yield batch;
    }
  } finally {
    stop.removeEventListener('abort', cut);
    if (!stop.aborted) await client.query('rollback').catch(() => undefined);
    client.release(stop.aborted);
  }
}

function fill(batch: RecordBatch, rows: readonly Row[], contexts: readonly (Context | undefined)[]): void {
  rows.forEach((row, i) => {
    batch.at[i] = row.at;
    batch.alternativeAt[i] = NaN;
    setAddress(batch.source, i, row.source);
    setAddress(batch.destination, i, row.destination);
    batch.sourcePort[i] = row.source_port;
    batch.destinationPort[i] = row.destination_port;
    batch.context[i] = row.context;
    batch.deviceId[i] = contexts[row.context]?.deviceId ?? 0;
    batch.detail[i] = row.detail ?? undefined;
  });
  batch.length = rows.length;
}

function setAddress(column: Uint32Array, row: number, text: string): void {
  const words = parseAddress(text);
  if (words !== undefined) column.set(words, 4 * row);
}
