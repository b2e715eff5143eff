import { readAddress } from '../model/address.ts';
import type { Detail, RecordBatch } from '../model/record.ts';
import { startsWith } from './ascii.ts';
import { droppedFields } from './contextTable.ts';
import type { ContextTable } from './contextTable.ts';
import { field, fieldNames } from './field.ts';
import { decodeText, isAbsent, textOf } from './fieldSpans.ts';
import type { FieldSpans } from './fieldSpans.ts';
import { parseLogTime, readPlainTime } from './logTime.ts';
import type { Reason } from './reasons.ts';
import type { ZoneClock } from './timeZone.ts';
import { readPort } from './values.ts';

/** Whose line it is. */
export interface LineOwner {
  readonly deviceId: number;
  readonly input: string;
  /** The table's number for the two. */
  readonly owner: number;
  readonly clock: ZoneClock;
}

export interface RecordWriter {
  /**
   * Appends the record whose fields are in `spans`, or says why there is none.
   * `headerTime` is the header's time as text; its offset decides between two readings of the record's time.
   */
  write(spans: FieldSpans, owner: LineOwner, headerTime: () => string, batch: RecordBatch): Reason | undefined;
}

const traffic = Buffer.from('TRAFFIC');
const threat = Buffer.from('THREAT');
const required = [field.source, field.destination, field.destinationPort, field.action, field.time] as const;

export function createRecordWriter(contexts: ContextTable): RecordWriter {
  function write(
    spans: FieldSpans,
    owner: LineOwner,
    headerTime: () => string,
    batch: RecordBatch,
  ): Reason | undefined {
    const { bytes, starts, ends } = spans;
    const row = batch.length;
    if (isAbsent(spans, field.type)) return 'cut';
    if (!isType(spans, traffic) && !isType(spans, threat)) return 'other-type';
    for (const slot of required) if (isAbsent(spans, slot)) return 'missing-field';
    if (starts[field.action] === ends[field.action]) return 'action';
    if (!readAddress(bytes, starts[field.source], ends[field.source], batch.source, 4 * row)) return 'source-address';
    if (!readAddress(bytes, starts[field.destination], ends[field.destination], batch.destination, 4 * row)) {
      return 'destination-address';
    }
    const sourcePort = readPort(bytes, starts[field.sourcePort], ends[field.sourcePort]);
    if (sourcePort < 0) return 'source-port';
    const destinationPort = readPort(bytes, starts[field.destinationPort], ends[field.destinationPort]);
    if (destinationPort < 0) return 'destination-port';
    if (!writeTime(spans, owner.clock, headerTime, batch, row)) return 'time';
    const context = contexts.intern(spans, owner.owner);
    if (context === 0) return 'too-many-contexts';

    batch.sourcePort[row] = sourcePort;
    batch.destinationPort[row] = destinationPort;
    batch.deviceId[row] = owner.deviceId;
    batch.context[row] = Math.abs(context);
    batch.detail[row] = readDetail(spans, context < 0 ? owner.input : undefined);
    batch.length = row + 1;
    return undefined;
  }

  return { write };
}

function isType({ bytes, starts, ends }: FieldSpans, type: Buffer): boolean {
  const start = starts[field.type];
  return ends[field.type] - start === type.length && startsWith(bytes, start, start + type.length, type);
}

function writeTime(
  { bytes, starts, ends }: FieldSpans,
  clock: ZoneClock,
  headerTime: () => string,
  batch: RecordBatch,
  row: number,
): boolean {
  const start = starts[field.time];
  const end = ends[field.time];
  let wallMs = readPlainTime(bytes, start, end);
  if (Number.isNaN(wallMs)) {
    const time = parseLogTime(bytes.toString('latin1', start, Math.min(end, start + 40)));
    if (time === undefined || end - start > 40) return false;
    if (time.offsetMs !== undefined) {
      batch.at[row] = time.wallMs - time.offsetMs;
      batch.alternativeAt[row] = NaN;
      return true;
    }
    wallMs = time.wallMs;
  }
  const earlier = clock.utcOf(wallMs);
  const later = clock.laterUtcOf(wallMs);
  const headerMs = Number.isNaN(later) ? NaN : utcOfHeader(headerTime());
  const isDecided = !Number.isNaN(headerMs);
  batch.at[row] = isDecided && Math.abs(later - headerMs) < Math.abs(earlier - headerMs) ? later : earlier;
  batch.alternativeAt[row] = isDecided ? NaN : later;
  return true;
}

/** NaN when the header's time has no offset. */
function utcOfHeader(text: string): number {
  const time = parseLogTime(text);
  return time?.offsetMs === undefined ? NaN : time.wallMs - time.offsetMs;
}

/** `droppedInput` is given when the context table was full: then the detail keeps the texts that the context went without. */
function readDetail(spans: FieldSpans, droppedInput: string | undefined): Detail | undefined {
  const { starts, ends, extras } = spans;
  const hasStrange =
    ends[field.user] > starts[field.user] ||
    ends[field.threatName] > starts[field.threatName] ||
    ends[field.threatId] > starts[field.threatId];
  if (!hasStrange && extras.length === 0 && droppedInput === undefined) return undefined;
  const user = textOf(spans, field.user);
  const threatName = textOf(spans, field.threatName);
  const threatId = textOf(spans, field.threatId);
  const extra = extraTexts(spans, droppedInput);
  return {
    ...(user !== '' && { user }),
    ...(threatName !== '' && { threatName }),
    ...(threatId !== '' && { threatId }),
    ...(extra.length > 0 && { extra: Object.fromEntries(extra) }),
  };
}

/** Of two fields of one name the first counts. */
function extraTexts(spans: FieldSpans, droppedInput: string | undefined): [string, string][] {
  const { bytes, extras } = spans;
  const texts = new Map<string, string>();
  if (droppedInput !== undefined) {
    texts.set('input', droppedInput);
    for (const slot of droppedFields) if (textOf(spans, slot) !== '') texts.set(fieldNames[slot], textOf(spans, slot));
  }
  for (const { name, start, end } of extras) if (!texts.has(name)) texts.set(name, decodeText(bytes, start, end));
  return [...texts];
}
