import type { RecordBatch } from '../model/record.ts';

/** Some rows of a batch as a batch of their own; both share their columns. */
export function sliceOfBatch(batch: RecordBatch, from: number, to: number): RecordBatch {
  if (from === 0 && to === batch.length) return batch;
  return {
    capacity: to - from,
    length: to - from,
    at: batch.at.subarray(from, to),
    alternativeAt: batch.alternativeAt.subarray(from, to),
    source: batch.source.subarray(4 * from, 4 * to),
    destination: batch.destination.subarray(4 * from, 4 * to),
    sourcePort: batch.sourcePort.subarray(from, to),
    destinationPort: batch.destinationPort.subarray(from, to),
    deviceId: batch.deviceId.subarray(from, to),
    context: batch.context.subarray(from, to),
    detail: batch.detail.slice(from, to),
  };
}
