import { createRecordBatch } from '../model/record.ts';
import { createContextTable } from '../parse/contextTable.ts';
import { createLineReader } from '../parse/lineReader.ts';
import type { DeviceReading } from '../parse/lineReader.ts';

/** Made for looking at a line now and then; nothing that it reads is kept. */
const batchRows = 10_000;

/**
 * Tells whether a file's last line without its newline reads as a record, as its device's lines are read, so that it need
 * not wait for the newline.
 */
export function createCompleteLineCheck(
  deviceOfFile: (path: string) => DeviceReading | undefined,
): (line: Uint8Array, path: string) => boolean {
  const batch = createRecordBatch(batchRows);
  return (line, path) => {
    const reader = createLineReader({ contexts: createContextTable({ maxContexts: 1 }) });
    batch.length = 0;
    const bytes = Buffer.concat([line, Buffer.from('\n')]);
    reader.readLines(bytes, 0, bytes.length, { input: path, deviceOf: () => deviceOfFile(path) }, batch);
    return batch.length > 0;
  };
}
