import { createReadStream } from 'node:fs';
import { createEngine, defaultMaxContacts } from '../../detector/detect/engine.ts';
import { createRecordBatch } from '../../detector/model/record.ts';
import type { RecordBatch } from '../../detector/model/record.ts';
import { defaultSettings } from '../../detector/model/settings.ts';
import { createContextTable } from '../../detector/parse/contextTable.ts';
import type { ContextTable } from '../../detector/parse/contextTable.ts';
import { createLineReader } from '../../detector/parse/lineReader.ts';
import { readCompleteLines } from '../../detector/receive/readCompleteLines.ts';

const batchRows = 50_000;
const readBytes = 262_144;

/** Reads a file into batches and hands each one on; resolves with seconds, without what `use` takes when that is async. */
export async function forEachBatch(
  path: string,
  table: ContextTable,
  use: (batch: RecordBatch) => void | Promise<void>,
): Promise<void> {
  const reader = createLineReader({ contexts: table });
  const batch = createRecordBatch(batchRows);
  const device = { deviceId: 1, timeZone: 'UTC' };
  const origin = { input: path, deviceOf: () => device };
  for await (const block of readCompleteLines(createReadStream(path, { highWaterMark: readBytes }), () => undefined)) {
    for (let offset = 0; offset < block.length;) {
      offset = reader.readLines(block, offset, block.length, origin, batch);
      if (batch.length < batch.capacity) continue;
      await use(batch);
      batch.length = 0;
    }
  }
  await use(batch);
}

/** Lines a second of reading alone. */
export async function measureReading(path: string, lines: number): Promise<number> {
  const startedAt = performance.now();
  await forEachBatch(path, createContextTable({ maxContexts: 200_000 }), () => undefined);
  return perSecond(lines, startedAt);
}

/** Lines a second of reading and detecting. */
export async function measureDetecting(path: string, lines: number): Promise<number> {
  const table = createContextTable({ maxContexts: 200_000 });
  const settings = { ...defaultSettings('UTC'), ownNetworks: ['203.0.113.0/24', '2001:db8:113::/64'] };
  const engine = createEngine({ settings, maxContacts: defaultMaxContacts, contexts: table.contexts });
  const startedAt = performance.now();
  await forEachBatch(path, table, (batch) => void engine.observe(batch, NaN, 'detect'));
  return perSecond(lines, startedAt);
}

export function perSecond(amount: number, startedAt: number): number {
  return Math.round((amount / (performance.now() - startedAt)) * 1000);
}
