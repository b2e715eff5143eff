import { createRecordBatch } from '../model/record.ts';
import type { Context, RecordBatch } from '../model/record.ts';
import { dropHostInColumns } from './columnFormat.ts';
import { createContextTable } from './contextTable.ts';
import type { DeviceFormat } from './deviceFormat.ts';
import { field, fieldNames } from './field.ts';
import { createFieldSpans, decodeText, isAbsent, setBytes, textOf } from './fieldSpans.ts';
import { createHeader, headerTimeText, readHeader } from './header.ts';
import type { Header } from './header.ts';
import { dropHostInOwnFormat, settleHost } from './headerHost.ts';
import { createLineReader, maxRepeats } from './lineReader.ts';
import type { DeviceReading } from './lineReader.ts';
import { readMessage } from './message.ts';
import { findMessage, formatAt } from './messageStart.ts';
import type { MessageFormat } from './messageStart.ts';
import { reasonTexts } from './reasons.ts';
import type { Reason } from './reasons.ts';
import { unfoldRepeated } from './repeatedLine.ts';
import { endOfText } from './seams.ts';

/** What a line is read as, part by part. */
export interface Explanation {
  readonly header: { readonly time: string; readonly host: string };
  /** How many records the line stands for. */
  readonly repeats: number;
  /** The format of its message; null when it has none. */
  readonly format: MessageFormat | null;
  /** The fields that were found, as they stand in the line, also when no record came of them. */
  readonly fields: Readonly<Record<string, string>>;
  readonly outcome: ExplainedRecord | ExplainedFault;
}

export interface ExplainedRecord {
  readonly kind: 'record';
  /** The record in row 0. */
  readonly batch: RecordBatch;
  readonly context: Context;
}

export interface ExplainedFault {
  readonly kind: 'unreadable';
  readonly reason: Reason;
  readonly sentence: string;
}

/** Reads the first line of the text as `LineReader` does and tells what it saw on the way; undefined for an empty line. */
export function explainLine(line: Uint8Array, reading: DeviceReading): Explanation | undefined {
  const newline = line.indexOf(0x0a);
  const whole = firstMessage(Buffer.concat([newline < 0 ? line : line.subarray(0, newline), lineEnd]), reading);
  const contexts = createContextTable({ maxContexts: 1 });
  const reader = createLineReader({ contexts });
  const batch = createRecordBatch(maxRepeats);
  reader.readLines(whole, 0, whole.length, { input: 'explain', deviceOf: () => reading }, batch);
  const { lines, devices, unreadable } = reader.takeCounts();
  if (lines === 0) return undefined;
  const context = contexts.contexts[batch.context[0]];
  const reason = unreadable.at(0)?.reason ?? (devices.some(({ otherTypes }) => otherTypes > 0) && 'other-type');
  const outcome = reason || context === undefined ? faultOf(reason || 'unknown-format') : recordOf(batch, context);
  return { ...partsOf(whole, reading), outcome };
}

const lineEnd = Buffer.from('\n');

/** Of a line that is taken apart only the first message. */
function firstMessage(line: Buffer, reading: DeviceReading): Buffer {
  const reader = createLineReader({ contexts: createContextTable({ maxContexts: 1 }) });
  const one = createRecordBatch(1);
  const taken = reader.readLines(line, 0, line.length, { input: 'explain', deviceOf: () => reading }, one);
  return taken > 0 && taken < line.length ? Buffer.concat([line.subarray(0, taken), lineEnd]) : line;
}

function recordOf(batch: RecordBatch, context: Context): ExplainedRecord {
  return { kind: 'record', batch, context };
}

function faultOf(reason: Reason): ExplainedFault {
  return { kind: 'unreadable', reason, sentence: reasonTexts[reason] };
}

function partsOf(whole: Buffer, { format: own, columns }: DeviceReading): Omit<Explanation, 'outcome'> {
  const trimmed = whole.subarray(0, endOfText(whole, 0, whole.length - lineEnd.length));
  const folded = headerOf(trimmed, own);
  const repeated = unfoldRepeated(trimmed, 0, trimmed.length, folded, own);
  const bytes = repeated?.line ?? trimmed;
  const header = repeated ? headerOf(bytes, own) : folded;
  dropHostInColumns(bytes, header, columns);
  const { hostStart, hostEnd, messageStart, maxWords } = header;
  const spans = createFieldSpans();
  setBytes(spans, bytes);
  readMessage(bytes, messageStart, bytes.length, maxWords, { format: own, columns }, spans);
  const found = fieldNames
    .filter((name) => !isAbsent(spans, field[name]))
    .map((name) => [name, textOf(spans, field[name])]);
  const extras = spans.extras.map(({ name, start, end }) => [name, decodeText(spans.bytes, start, end)]);
  const start = findMessage(bytes, messageStart, bytes.length, maxWords, own);
  return {
    header: { time: headerTimeText(bytes, header), host: decodeText(bytes, hostStart, hostEnd) },
    repeats: repeated?.count ?? 1,
    format: columns !== undefined ? 'device' : start < 0 ? null : (formatAt(bytes, start, bytes.length, own) ?? null),
    fields: Object.fromEntries([...extras, ...found]) as Record<string, string>,
  };
}

function headerOf(bytes: Buffer, own: DeviceFormat | undefined): Header {
  const header = createHeader();
  readHeader(bytes, 0, bytes.length, header);
  settleHost(bytes, bytes.length, header);
  dropHostInOwnFormat(bytes, bytes.length, header, own);
  return header;
}
