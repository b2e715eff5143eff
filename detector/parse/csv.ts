import { comma, endOfToken, isDigits, skipSpaces } from './ascii.ts';
import { createCsvColumn, readColumn, unescapeColumn } from './csvColumn.ts';
import type { ColumnFormat } from './columnFormat.ts';
import type { CsvColumn, Escape } from './csvColumn.ts';
import { cloudThreatLayouts, cloudTrafficLayouts, threatLayouts, trafficLayouts } from './csvLayouts.ts';
import type { CsvLayout } from './csvLayouts.ts';
import { field, fieldCount } from './field.ts';
import { clearMessage, createFieldSpans, setBytes, setHost, textOf } from './fieldSpans.ts';
import type { FieldSpans } from './fieldSpans.ts';
import { readPlainTime } from './logTime.ts';
import { readLogType } from './logType.ts';
import type { Reason } from './reasons.ts';
import { wordColumnFault } from './wordColumns.ts';

/**
 * Finds the fields of a message in PAN-OS's default CSV. Where a stranger's text has a backslash before a quote, the line
 * may be read in two ways: if both make sense and differ it is ambiguous.
 */
export function readCsv(bytes: Buffer, start: number, end: number, spans: FieldSpans): Reason | undefined {
  const column = createCsvColumn(comma);
  const layouts = findLayouts(bytes, start, end, column);
  if (typeof layouts === 'string') return layouts;
  const faults: Reason[] = [];
  for (const layout of layouts) {
    column.hasBackslashQuote = false;
    const reason = readLayout(bytes, start, end, layout, column, spans);
    if (reason === undefined) return undefined;
    faults.push(reason);
  }
  return faults[0];
}

/**
 * Finds the fields of a message in its device's own columns, at `start` or at most `maxWords` after it. Between header and
 * message stand words such as IETF's `- - - -`, so the first column is one without a space, or a plain time.
 */
export function readOwnColumns(
  bytes: Buffer,
  start: number,
  end: number,
  maxWords: number,
  { layout, delimiter }: ColumnFormat,
  spans: FieldSpans,
): Reason | undefined {
  const column = createCsvColumn(delimiter);
  let at = skipSpaces(bytes, start, end);
  for (let word = 0; word <= maxWords && at < end; word++) {
    const isQuoted = readColumn(bytes, at, end, 'doubled', column) === undefined && column.start > at;
    if (column.next > end) break;
    if (isQuoted || endOfToken(bytes, at, column.end) === column.end || isPlainTime(bytes, column)) {
      column.hasBackslashQuote = false;
      return readLayout(bytes, at, end, layout, column, spans);
    }
    at = skipSpaces(bytes, endOfToken(bytes, at, end), end);
  }
  return 'unknown-format';
}

function isPlainTime(bytes: Buffer, { start, end }: CsvColumn): boolean {
  return !Number.isNaN(readPlainTime(bytes, start, end));
}

function readLayout(
  bytes: Buffer,
  start: number,
  end: number,
  layout: CsvLayout,
  column: CsvColumn,
  spans: FieldSpans,
): Reason | undefined {
  const reason = readColumns(bytes, start, end, layout, 'doubled', column, spans);
  if (!column.hasBackslashQuote) return reason;

  const other = createFieldSpans();
  setHost(other, bytes, spans.starts[field.host], spans.ends[field.host]);
  if (readColumns(bytes, start, end, layout, 'backslash', column, other) !== undefined) return reason;
  if (reason === undefined) return isSame(spans, other) ? undefined : 'ambiguous';
  setBytes(spans, other.bytes);
  spans.starts.set(other.starts);
  spans.ends.set(other.ends);
  return undefined;
}

const typeColumn = 3;

/** The type stands in the fourth column, in cloud logging in the third; a message that ends before it was cut short. */
function findLayouts(bytes: Buffer, start: number, end: number, column: CsvColumn): readonly CsvLayout[] | Reason {
  let at = start;
  let type: ReturnType<typeof readLogType> = 'type';
  for (let index = 0; index <= typeColumn; index++) {
    if (at > end) return 'cut';
    const reason = readColumn(bytes, at, end, 'doubled', column);
    if (reason !== undefined) return reason;
    at = column.next;
    if (index < typeColumn - 1) continue;
    type = readLogType(bytes, column.start, column.end);
    const isCloud = index < typeColumn;
    if (type === 'TRAFFIC') return isCloud ? cloudTrafficLayouts : trafficLayouts;
    if (type === 'THREAT') return isCloud ? cloudThreatLayouts : threatLayouts;
    if (type === 'other-type' && at <= end) return type;
  }
  return at > end ? 'cut' : type;
}

function readColumns(
  bytes: Buffer,
  start: number,
  end: number,
  { slots, digits, lastRequired }: CsvLayout,
  escape: Escape,
  column: CsvColumn,
  spans: FieldSpans,
): Reason | undefined {
  clearMessage(spans);
  const escaped: number[] = [];
  const lastSlot = slots[lastRequired];
  let at = start;
  for (let index = 0; index < slots.length; index++) {
    if (at > end) return index <= lastRequired ? 'cut' : finish(spans, end, lastSlot, escaped, escape);
    const reason = readColumn(bytes, at, end, escape, column);
    if (reason !== undefined) return reason;
    at = column.next;
    if (digits[index] !== undefined && at <= end && !isDigits(bytes, column.start, column.end)) return digits[index];
    const slot = slots[index];
    // A value without a comma after it may have been cut short.
    if (slot < 0 || at > end || (slot === field.highResTime && !isInstant(bytes, column))) continue;
    spans.starts[slot] = column.start;
    spans.ends[slot] = column.end;
    if (column.isEscaped) escaped.push(slot);
  }
  return finish(spans, end, lastSlot, escaped, escape);
}

/** Takes escapes out of values, in a copy: the line itself stays as received. */
function finish(
  spans: FieldSpans,
  end: number,
  lastSlot: number,
  escaped: readonly number[],
  escape: Escape,
): Reason | undefined {
  const { starts, ends } = spans;
  if (starts[lastSlot] < 0) return 'cut';
  const fault = wordColumnFault(spans);
  if (fault !== undefined) return fault;
  splitThreat(spans);
  starts[field.ruleId] = skipSpaces(spans.bytes, starts[field.ruleId], ends[field.ruleId]);
  if (escaped.length === 0) return undefined;
  const start = Math.min(...starts.filter((each) => each >= 0));
  setBytes(spans, Buffer.from(spans.bytes.subarray(start, end)));
  for (let slot = 0; slot < fieldCount; slot++) {
    if (starts[slot] < 0) continue;
    starts[slot] -= start;
    ends[slot] -= start;
  }
  for (const slot of escaped) ends[slot] = unescapeColumn(spans.bytes, starts[slot], ends[slot], escape);
  return undefined;
}

/** `Name(123)` is name and number in one column. */
function splitThreat(spans: FieldSpans): void {
  const { bytes, starts, ends } = spans;
  const start = starts[field.threatName];
  const close = ends[field.threatName] - 1;
  if (start < 0 || bytes[close] !== 0x29) return;
  const open = bytes.lastIndexOf(0x28, close);
  if (open < start || !isDigits(bytes, open + 1, close)) return;
  starts[field.threatId] = open + 1;
  ends[field.threatId] = close;
  ends[field.threatName] = open;
}

/** Versions have other texts in the columns where a time with an offset may stand: `2026-11-20T10:00:00.624+00:00`. */
function isInstant(bytes: Buffer, { start, end }: CsvColumn): boolean {
  return end - start >= 20 && bytes[start + 4] === 0x2d && bytes[start + 10] === 0x54;
}

function isSame(one: FieldSpans, other: FieldSpans): boolean {
  for (let slot = 0; slot < fieldCount; slot++) if (textOf(one, slot) !== textOf(other, slot)) return false;
  return true;
}
