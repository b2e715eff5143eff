import { isDigits, skipSpaces, startsWith } from './ascii.ts';
import { createCsvColumn, readColumn, unescapeColumn } from './csvColumn.ts';
import type { CsvColumn, Escape } from './csvColumn.ts';
import { cloudThreatLayout, cloudTrafficLayout, threatLayout, trafficLayout } from './csvLayouts.ts';
import type { CsvLayout } from './csvLayouts.ts';
import { field, fieldCount } from './field.ts';
import { clearMessage, createFieldSpans, setBytes, setHost, textOf } from './fieldSpans.ts';
import type { FieldSpans } from './fieldSpans.ts';
import type { Reason } from './reasons.ts';

/**
 * Finds the fields of a message in PAN-OS's default CSV. Where a stranger's text has a backslash before a quote, the line
 * may be read in two ways: if both make sense and differ it is ambiguous.
 */
export function readCsv(bytes: Buffer, start: number, end: number, spans: FieldSpans): Reason | undefined {
  const column = createCsvColumn();
  const layout = findLayout(bytes, start, end, column);
  if (typeof layout === 'string') return layout;
  const reason = readColumns(bytes, start, end, layout, 'doubled', column, spans);
  if (!column.hasBackslashQuote) return reason;

  const other = createFieldSpans();
  setHost(other, bytes, spans.starts[field.host], spans.ends[field.host]);
  if (readColumns(bytes, start, end, layout, 'backslash', column, other) !== undefined || !isPlausible(other))
    return reason;
  if (reason === undefined && isPlausible(spans)) return isSame(spans, other) ? undefined : 'ambiguous';
  setBytes(spans, other.bytes);
  spans.starts.set(other.starts);
  spans.ends.set(other.ends);
  return undefined;
}

const traffic = Buffer.from('TRAFFIC');
const threat = Buffer.from('THREAT');
const typeColumn = 3;

/** The type stands in the fourth column, in cloud logging in the third; a message that ends before it was cut short. */
function findLayout(bytes: Buffer, start: number, end: number, column: CsvColumn): CsvLayout | Reason {
  let at = start;
  for (let index = 0; index <= typeColumn; index++) {
    if (at > end) return 'cut';
    const reason = readColumn(bytes, at, end, 'doubled', column);
    if (reason !== undefined) return reason;
    const isTraffic = isWord(bytes, column, traffic);
    if (isTraffic || isWord(bytes, column, threat)) {
      if (index === typeColumn) return isTraffic ? trafficLayout : threatLayout;
      if (index === typeColumn - 1) return isTraffic ? cloudTrafficLayout : cloudThreatLayout;
    }
    at = column.next;
  }
  return column.next > end ? 'cut' : 'other-type';
}

function isWord(bytes: Buffer, { start, end }: CsvColumn, word: Buffer): boolean {
  return end - start === word.length && startsWith(bytes, start, end, word);
}

function readColumns(
  bytes: Buffer,
  start: number,
  end: number,
  { slots, lastRequired }: CsvLayout,
  escape: Escape,
  column: CsvColumn,
  spans: FieldSpans,
): Reason | undefined {
  clearMessage(spans);
  const escaped: number[] = [];
  let at = start;
  for (let index = 0; index < slots.length; index++) {
    if (at > end) return index <= lastRequired ? 'cut' : finish(spans, end, escaped, escape);
    const reason = readColumn(bytes, at, end, escape, column);
    if (reason !== undefined) return reason;
    at = column.next;
    const slot = slots[index];
    // A value without a comma after it may have been cut short.
    if (slot < 0 || at > end) continue;
    spans.starts[slot] = column.start;
    spans.ends[slot] = column.end;
    if (column.isEscaped) escaped.push(slot);
  }
  return finish(spans, end, escaped, escape);
}

/** Takes escapes out of values, in a copy: the line itself stays as received. */
function finish(spans: FieldSpans, end: number, escaped: readonly number[], escape: Escape): Reason | undefined {
  const { starts, ends } = spans;
  if (starts[field.destinationLocation] < 0) return 'cut';
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

const severities = new Set(['informational', 'low', 'medium', 'high', 'critical']);
const directions = new Set(['client-to-server', 'server-to-client', '']);

/** False when the columns hold what can't stand there: a quote was taken for the end of a column. */
function isPlausible(spans: FieldSpans): boolean {
  const { bytes, starts, ends } = spans;
  const arePorts = [field.sourcePort, field.destinationPort].every((slot) => isDigits(bytes, starts[slot], ends[slot]));
  if (!arePorts || !/^[a-z-]+$/i.test(textOf(spans, field.action))) return false;
  if (textOf(spans, field.type) === 'TRAFFIC') return true;
  return severities.has(textOf(spans, field.severity).toLowerCase()) && directions.has(textOf(spans, field.direction));
}

function isSame(one: FieldSpans, other: FieldSpans): boolean {
  for (let slot = 0; slot < fieldCount; slot++) if (textOf(one, slot) !== textOf(other, slot)) return false;
  return true;
}
