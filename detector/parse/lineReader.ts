import type { RecordBatch } from '../model/record.ts';
import { recordSeparator } from '../model/recordSeparator.ts';
import { dropHostInColumns } from './columnFormat.ts';
import type { ContextTable } from './contextTable.ts';
import { createFieldSpans, setHost } from './fieldSpans.ts';
import { createHeader, headerTimeText, readHeader } from './header.ts';
import { settleHost, dropHostInOwnFormat } from './headerHost.ts';
import { createJoinedReader, readJoinedColumns } from './joinedMessages.ts';
import type { JoinedOutcome } from './joinedMessages.ts';
import { readMessage } from './message.ts';
import { createReadTally } from './readCounts.ts';
import type { ReadCounts } from './readCounts.ts';
import type { Reason } from './reasons.ts';
import { createRecordWriter } from './recordWriter.ts';
import { unfoldRepeated } from './repeatedLine.ts';
import type { RepeatedLine } from './repeatedLine.ts';
import { createSeamFinder, endOfText, findSeams } from './seams.ts';
import type { Seam } from './seams.ts';
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

/** Reads the lines of any number of devices; nothing in a line makes it throw. */
export function createLineReader({ contexts }: { readonly contexts: ContextTable }): LineReader {
  const spans = createFieldSpans();
  const header = createHeader();
  const writer = createRecordWriter(contexts);
  const tally = createReadTally();
  const senders = createSenders(contexts, tally);
  const seams = createSeamFinder();
  const joinedReader = createJoinedReader();
  let headerBytes = spans.bytes;
  const headerTime = (): string => headerTimeText(headerBytes, header);

  function readLines(source: Uint8Array, start: number, end: number, origin: Origin, batch: RecordBatch): number {
    const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
    senders.begin(origin);
    seams.begin(bytes, origin.isFramed === true);
    let at = start;
    while (at < end && batch.length < batch.capacity) {
      const lineEnd = bytes.indexOf(newline, at);
      if (lineEnd < 0 || lineEnd >= end) break;
      const next = readLine(bytes, at, lineEnd, origin, batch);
      if (next < 0) break;
      at = next;
    }
    return at;
  }

  /** Where the next line starts, or the next message of this one; -1 when the batch has no room for all records of the line. */
  function readLine(bytes: Buffer, start: number, newlineAt: number, origin: Origin, batch: RecordBatch): number {
    const { input, isFramed = false } = origin;
    const nextLine = newlineAt + 1;
    const end = endOfText(bytes, start, newlineAt);
    const isLost = isFramed && bytes[newlineAt - 1] === recordSeparator;
    if (end === start && !isLost) return nextLine;
    readHeader(bytes, start, end, header);
    const { host, device } = senders.of(bytes, end, header);
    if (device === undefined) {
      tally.addUnregistered(input, host);
      return nextLine;
    }
    if (isLost) {
      device.tally.lines++;
      tally.addUnreadable(device.tally, 'framing', bytes, start, end);
      return nextLine;
    }
    dropHostInOwnFormat(bytes, end, header, device.format);
    const repeated = unfoldRepeated(bytes, start, end, header, device.format);
    const count = repeated?.count ?? 1;
    if (count <= maxRepeats && batch.length + count > batch.capacity) return -1;
    const { reason, next } = readMessages(bytes, start, end, repeated, device, batch);
    device.tally.lines++;
    if (reason === undefined) device.tally.records += count;
    else if (reason === 'other-type') device.tally.otherTypes++;
    else tally.addUnreadable(device.tally, reason, bytes, start, next);
    return next < end ? next : nextLine;
  }

  /** Reads the first message of the line. */
  function readMessages(
    bytes: Buffer,
    start: number,
    end: number,
    repeated: RepeatedLine | undefined,
    device: SenderDevice,
    batch: RecordBatch,
  ): JoinedOutcome {
    if (end - start > maxLineBytes) return { reason: 'too-long', next: end };
    if (repeated !== undefined) return { reason: readRepeated(repeated, device, batch), next: end };
    return readJoined(bytes, end, seams.find(start, end), device, batch);
  }

  function readRepeated({ line, count }: RepeatedLine, device: SenderDevice, batch: RecordBatch): Reason | undefined {
    if (count < 1 || count > maxRepeats) return 'repeat-count';
    const end = line.length;
    readHeader(line, 0, end, header);
    settleHost(line, end, header);
    dropHostInOwnFormat(line, end, header, device.format);
    const { reason, next } = readJoined(line, end, findSeams(line, 0, end, false), device, batch);
    if (next < end && reason === undefined) batch.length--;
    if (next < end) return 'seam';
    if (reason === undefined) repeatLastRow(batch, count - 1);
    return reason;
  }

  /** Reads the message of the line whose header is in `header`; of a line with seams maybe only its first message. */
  function readJoined(
    bytes: Buffer,
    end: number,
    found: readonly Seam[],
    device: SenderDevice,
    batch: RecordBatch,
  ): JoinedOutcome {
    if (found.length === 0) return { reason: readRecord(bytes, end, device, batch), next: end };
    const readUpTo = (messageEnd: number): Reason | undefined => readRecord(bytes, messageEnd, device, batch);
    const line = { bytes, header, end, seams: found, readUpTo };
    if (device.columns !== undefined) return readJoinedColumns(line, device.columns);
    return joinedReader({ ...line, own: device.format });
  }

  /** Reads the record of the line whose header is in `header`. */
  function readRecord(
    bytes: Buffer,
    end: number,
    { owner, format, columns }: SenderDevice,
    batch: RecordBatch,
  ): Reason | undefined {
    headerBytes = bytes;
    let last = end;
    // Tabs at a line's end are passed over, but here they are its last columns.
    while (columns !== undefined && bytes[last] === columns.delimiter) last++;
    dropHostInColumns(bytes, header, columns);
    setHost(spans, bytes, header.hostStart, header.hostEnd);
    const reason = readMessage(bytes, header.messageStart, last, header.maxWords, { format, columns }, spans);
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
