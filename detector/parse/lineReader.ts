import type { RecordBatch } from '../model/record.ts';
import { space } from './ascii.ts';
import { dropHostInColumns } from './columnFormat.ts';
import type { ContextTable } from './contextTable.ts';
import { createFieldSpans, setHost } from './fieldSpans.ts';
import { createHeader, headerTimeText, readHeader } from './header.ts';
import { settleHost, dropHostInOwnFormat } from './headerHost.ts';
import { readMessage } from './message.ts';
import { createReadTally } from './readCounts.ts';
import type { ReadCounts } from './readCounts.ts';
import type { Reason } from './reasons.ts';
import { createRecordWriter } from './recordWriter.ts';
import { unfoldRepeated } from './repeatedLine.ts';
import type { RepeatedLine } from './repeatedLine.ts';
import { createSenders } from './senders.ts';
import type { Origin, SenderDevice } from './senders.ts';

export type { DeviceReading, Origin } from './senders.ts';

export interface LineReader {
  /**
   * Reads the whole lines of `bytes[start, end)`, each ended by a newline, into the batch until it is full; returns the
   * offset after the last line taken. The records of a repeated line stay together: it waits for a batch with room for all.
   */
  readLines(bytes: Uint8Array, start: number, end: number, origin: Origin, batch: RecordBatch): number;
  /** What was read since the last call. */
  takeCounts(): ReadCounts;
}

/** A repeated line may stand for so many records; a batch needs a capacity of at least as many. */
export const maxRepeats = 10_000;

const maxLineBytes = 65_536;
const newline = 0x0a;
const carriageReturn = 0x0d;

/** Reads the lines of any number of devices; nothing in a line makes it throw. */
export function createLineReader({ contexts }: { readonly contexts: ContextTable }): LineReader {
  const spans = createFieldSpans();
  const header = createHeader();
  const writer = createRecordWriter(contexts);
  const tally = createReadTally();
  const senders = createSenders(contexts, tally);
  let headerBytes = spans.bytes;
  const headerTime = (): string => headerTimeText(headerBytes, header);

  function readLines(source: Uint8Array, start: number, end: number, origin: Origin, batch: RecordBatch): number {
    const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
    senders.begin(origin);
    let at = start;
    while (at < end && batch.length < batch.capacity) {
      const lineEnd = bytes.indexOf(newline, at);
      if (lineEnd < 0 || lineEnd >= end || !readLine(bytes, at, lineEnd, origin, batch)) break;
      at = lineEnd + 1;
    }
    return at;
  }

  /** False when the batch has no room for all records of the line. */
  function readLine(bytes: Buffer, start: number, newlineAt: number, { input }: Origin, batch: RecordBatch): boolean {
    let end = newlineAt;
    while (end > start && (bytes[end - 1] === space || bytes[end - 1] === carriageReturn)) end--;
    if (end === start) return true;
    readHeader(bytes, start, end, header);
    const { host, device } = senders.of(bytes, end, header);
    if (device === undefined) {
      tally.addUnregistered(input, host);
      return true;
    }
    dropHostInOwnFormat(bytes, end, header, device.format);
    const repeated = unfoldRepeated(bytes, start, end, header, device.format);
    const count = repeated?.count ?? 1;
    if (count <= maxRepeats && batch.length + count > batch.capacity) return false;
    const reason = end - start > maxLineBytes ? 'too-long' : readRecords(bytes, end, repeated, device, batch);
    device.tally.lines++;
    if (reason === undefined) device.tally.records += count;
    else if (reason === 'other-type') device.tally.otherTypes++;
    else tally.addUnreadable(device.tally, reason, bytes, start, end);
    return true;
  }

  function readRecords(
    bytes: Buffer,
    end: number,
    repeated: RepeatedLine | undefined,
    device: SenderDevice,
    batch: RecordBatch,
  ): Reason | undefined {
    if (repeated === undefined) return readRecord(bytes, end, device, batch);
    const { line, count } = repeated;
    if (count < 1 || count > maxRepeats) return 'repeat-count';
    readHeader(line, 0, line.length, header);
    settleHost(line, line.length, header);
    dropHostInOwnFormat(line, line.length, header, device.format);
    const reason = readRecord(line, line.length, device, batch);
    if (reason === undefined) repeatLastRow(batch, count - 1);
    return reason;
  }

  /** Reads the record of the line whose header is in `header`. */
  function readRecord(
    bytes: Buffer,
    end: number,
    { owner, format, columns }: SenderDevice,
    batch: RecordBatch,
  ): Reason | undefined {
    headerBytes = bytes;
    dropHostInColumns(bytes, header, columns);
    setHost(spans, bytes, header.hostStart, header.hostEnd);
    const reason = readMessage(bytes, header.hostEnd, end, header.maxWords, { format, columns }, spans);
    if (reason !== undefined) return reason;
    return writer.write(spans, owner, headerTime, batch);
  }

  return { readLines, takeCounts: () => tally.take() };
}

function repeatLastRow(batch: RecordBatch, times: number): void {
  const row = batch.length - 1;
  const end = batch.length + times;
  batch.at.fill(batch.at[row], batch.length, end);
  batch.alternativeAt.fill(batch.alternativeAt[row], batch.length, end);
  batch.sourcePort.fill(batch.sourcePort[row], batch.length, end);
  batch.destinationPort.fill(batch.destinationPort[row], batch.length, end);
  batch.deviceId.fill(batch.deviceId[row], batch.length, end);
  batch.context.fill(batch.context[row], batch.length, end);
  batch.detail.fill(batch.detail[row], batch.length, end);
  for (let copy = batch.length; copy < end; copy++) {
    batch.source.copyWithin(4 * copy, 4 * row, 4 * row + 4);
    batch.destination.copyWithin(4 * copy, 4 * row, 4 * row + 4);
  }
  batch.length = end;
}
