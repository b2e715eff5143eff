import { createRecordBatch } from '../model/record.ts';
import { createContextTable } from '../parse/contextTable.ts';
import { createLineReader } from '../parse/lineReader.ts';

/** Made for looking at a line now and then; nothing that it reads is kept. */
const batchRows = 10_000;

/** Tells whether a last line without its newline reads as a record, so that it need not wait for the newline. */
export function createCompleteLineCheck(): (line: Uint8Array) => boolean {
  const batch = createRecordBatch(batchRows);
  const device = { deviceId: 1, timeZone: 'UTC' };
  return (line) => {
    const reader = createLineReader({ contexts: createContextTable({ maxContexts: 1 }) });
    batch.length = 0;
    const bytes = Buffer.concat([line, Buffer.from('\n')]);
    reader.readLines(bytes, 0, bytes.length, { input: '', deviceOf: () => device }, batch);
    return batch.length > 0;
  };
}
