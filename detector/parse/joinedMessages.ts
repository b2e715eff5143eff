import { comma } from './ascii.ts';
import type { ColumnFormat } from './columnFormat.ts';
import { createCsvColumn, readColumn } from './csvColumn.ts';
import type { Escape } from './csvColumn.ts';
import type { DeviceFormat } from './deviceFormat.ts';
import { field, fieldCount } from './field.ts';
import type { FieldSlot } from './field.ts';
import { createFieldSpans, isAbsent, setBytes } from './fieldSpans.ts';
import { createHeader, readHeader } from './header.ts';
import type { Header } from './header.ts';
import { dropHostInOwnFormat, settleHost } from './headerHost.ts';
import { readMessage } from './message.ts';
import { findMessage, formatAt } from './messageStart.ts';
import type { Reason } from './reasons.ts';
import type { Seam } from './seams.ts';

/** A line with seams, whose header has been read. */
export interface SeamedLine {
  readonly bytes: Buffer;
  readonly header: Readonly<Header>;
  readonly end: number;
  readonly seams: readonly Seam[];
  readonly own: DeviceFormat | undefined;
  /** Appends the record of the line's beginning up to an offset, or says why there is none. */
  readonly readUpTo: (end: number) => Reason | undefined;
}

/** What came of a line, or of the first of its messages. */
export interface JoinedOutcome {
  readonly reason: Reason | undefined;
  /** Where the next message starts; the line's end when it has no other. */
  readonly next: number;
}

/** So many places of a line are looked at closely; no firewall's values have room for more. */
const maxTrials = 32;

/** A header is shorter. */
const maxHeaderBytes = 1_024;

const required: readonly FieldSlot[] = [
  field.source,
  field.destination,
  field.destinationPort,
  field.action,
  field.time,
  field.type,
];

/**
 * Reads lines in which a relay, a datagram or a frame may have joined two messages. They are taken apart only where no
 * stranger can have written what looks so: outside of quotes in CSV, and at a real newline behind a whole message. Where a
 * second message begins that a stranger may have written as well, the line is refused. All else is part of a value.
 */
export function createJoinedReader(): (line: SeamedLine) => JoinedOutcome {
  const spans = createFieldSpans();
  const header = createHeader();

  function read(line: SeamedLine): JoinedOutcome {
    const { bytes, end, own } = line;
    const start = findMessage(bytes, line.header.messageStart, end, line.header.maxWords, own);
    const seams = line.seams.filter((seam) => seam.start > start);
    const inMessage = { ...line, seams };
    if (start >= 0 && formatAt(bytes, start, end, own) === 'csv') return readCsvLine(inMessage, start);
    return readOther(inMessage, start);
  }

  function readCsvLine(line: SeamedLine, start: number): JoinedOutcome {
    const { bytes, end, seams, own, readUpTo } = line;
    let trials = 0;
    for (const { start: seamStart, end: next } of seams) {
      const second = startOfMessage(bytes, next, end, own);
      if (second < 0) continue;
      if (++trials > maxTrials) return { reason: 'seam', next: end };
      const isCsv = formatAt(bytes, second, end, own) === 'csv';
      if (isCsv ? !beginsWithDate(bytes, second) : !isWhole(bytes, next, end, own)) continue;
      if (!isOutsideQuotes(bytes, start, seamStart)) continue;
      const first = readFirst(readUpTo, seamStart, next);
      if (first !== undefined) return first;
      if ((isCsv && hasDateSecond(bytes, second)) || isWhole(bytes, next, end, own))
        return { reason: 'seam', next: end };
    }
    return readAsOne(line, (seam) => isOutsideQuotes(bytes, start, seam.start));
  }

  function readOther(line: SeamedLine, start: number): JoinedOutcome {
    const { bytes, end, seams, own, readUpTo } = line;
    const slots = start >= 0 && isWhole(bytes, start, end, own) ? presentSlots() : required;
    let trials = 0;
    for (const [index, seam] of seams.entries()) {
      if (startOfMessage(bytes, seam.end, end, own) < 0) continue;
      if (++trials > maxTrials) return { reason: 'seam', next: end };
      const ends = [seams.at(index + 1)?.start ?? end, end];
      if (!ends.some((each) => isWhole(bytes, seam.end, each, own) && hasSlots(slots))) continue;
      const first = seam.isNewline ? readFirst(readUpTo, seam.start, seam.end) : undefined;
      return first ?? { reason: 'seam', next: end };
    }
    return readAsOne(line, (seam) => start >= 0 && isWhole(bytes, start, seam.start, own));
  }

  /** A line that is unreadable as one is two messages if what stands before a seam is whole. */
  function readAsOne({ end, seams, readUpTo }: SeamedLine, isBehindWhole: (seam: Seam) => boolean): JoinedOutcome {
    const reason = readUpTo(end);
    if (reason === undefined) return { reason, next: end };
    const seam = seams.slice(0, maxTrials).find(isBehindWhole);
    if (seam === undefined) return { reason, next: end };
    const first = seam.isNewline ? readFirst(readUpTo, seam.start, seam.end) : undefined;
    return first ?? { reason: 'seam', next: end };
  }

  /** Finds the fields of a whole message in `bytes[start, end)`, with its header or without. */
  function isWhole(bytes: Buffer, start: number, end: number, own: DeviceFormat | undefined): boolean {
    setBytes(spans, bytes);
    readHeader(bytes, start, end, header);
    return (
      readMessage(bytes, header.messageStart, end, header.maxWords, { format: own, columns: undefined }, spans) ===
        undefined && hasSlots(required)
    );
  }

  function readHeaderAt(bytes: Buffer, start: number, end: number, own: DeviceFormat | undefined): void {
    readHeader(bytes, start, end, header);
    settleHost(bytes, end, header);
    dropHostInOwnFormat(bytes, end, header, own);
  }

  function hasSlots(slots: readonly FieldSlot[]): boolean {
    return slots.every((slot) => !isAbsent(spans, slot));
  }

  function presentSlots(): readonly FieldSlot[] {
    return Object.values(field).filter((slot) => slot > field.host && slot < fieldCount && !isAbsent(spans, slot));
  }

  /** The start of a message behind the header at `start`; -1 when there is none. */
  function startOfMessage(bytes: Buffer, start: number, lineEnd: number, own: DeviceFormat | undefined): number {
    const end = Math.min(lineEnd, start + maxHeaderBytes);
    readHeaderAt(bytes, start, end, own);
    return findMessage(bytes, header.messageStart, end, header.maxWords, own);
  }

  return read;
}

/** Undefined when the first message is not whole. */
function readFirst(readUpTo: SeamedLine['readUpTo'], end: number, next: number): JoinedOutcome | undefined {
  const reason = readUpTo(end);
  return reason === undefined || reason === 'other-type' ? { reason, next } : undefined;
}

/** PAN-OS's second column is a time, in cloud logging the first one. */
function beginsWithDate(bytes: Buffer, start: number): boolean {
  return /^(?:[^,]*,)?"?\d{4}[-/]\d\d[-/]\d\d[T ]/.test(bytes.toString('latin1', start, start + 64));
}

/** Behind the comma of a column that a stranger wrote no firewall has a time. */
function hasDateSecond(bytes: Buffer, start: number): boolean {
  return /^[^,]*,"?\d{4}[-/]\d\d[-/]\d\d[T ]/.test(bytes.toString('latin1', start, start + 64));
}

/**
 * Reads a line with seams of a device with columns of its own: inside of quotes a seam is part of a value, a real newline
 * behind a whole message ends it, and any other could join two messages, whose columns would run into each other.
 */
export function readJoinedColumns(
  { bytes, header, end, seams, readUpTo }: Omit<SeamedLine, 'own'>,
  { delimiter }: ColumnFormat,
): JoinedOutcome {
  const from = header.messageStart;
  const seam = seams.find(
    ({ start }) => start > from && bytes[start] !== delimiter && isOutsideQuotes(bytes, from, start, delimiter),
  );
  if (seam === undefined) return { reason: readUpTo(end), next: end };
  const first = seam.isNewline ? readFirst(readUpTo, seam.start, seam.end) : undefined;
  return first ?? { reason: 'seam', next: end };
}

function isOutsideQuotes(bytes: Buffer, start: number, end: number, delimiter = comma): boolean {
  return (['doubled', 'backslash'] as const).every((escape) => areColumns(bytes, start, end, escape, delimiter));
}

function areColumns(bytes: Buffer, start: number, end: number, escape: Escape, delimiter: number): boolean {
  const column = createCsvColumn(delimiter);
  for (let at = start; at <= end; at = column.next) {
    if (readColumn(bytes, at, end, escape, column) !== undefined) return false;
  }
  return true;
}
