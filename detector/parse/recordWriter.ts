import { readAddress } from '../model/address.ts';
import type { Detail, RecordBatch } from '../model/record.ts';
import { droppedFields } from './contextTable.ts';
import type { ContextTable } from './contextTable.ts';
import { field, fieldNames } from './field.ts';
import { decodeText, isAbsent, textOf } from './fieldSpans.ts';
import type { FieldSpans } from './fieldSpans.ts';
import { parseLogTime } from './logTime.ts';
import { readLogType } from './logType.ts';
import type { DeviceTally, ZoneOffset } from './readCounts.ts';
import type { Reason } from './reasons.ts';
import type { ZoneClock } from './timeZone.ts';
import { createRecordTime, readRecordTime } from './recordTime.ts';
import { readPort } from './values.ts';

/** Whose line it is. */
export interface LineOwner {
  readonly deviceId: number;
  readonly input: string;
  /** The table's number for the two. */
  readonly owner: number;
  readonly clock: ZoneClock;
  readonly tally: Pick<DeviceTally, 'unknownWords' | 'zoneOffset'>;
}

export interface RecordWriter {
  /**
   * Appends the record whose fields are in `spans`, or says why there is none.
   * `headerTime` is the header's time as text; its offset decides between two readings of the record's time.
   */
  write(spans: FieldSpans, owner: LineOwner, headerTime: () => string, batch: RecordBatch): Reason | undefined;
}

const required = [field.source, field.destination, field.destinationPort, field.action, field.time] as const;

export function createRecordWriter(contexts: ContextTable): RecordWriter {
  const time = createRecordTime();

  function write(
    spans: FieldSpans,
    owner: LineOwner,
    headerTime: () => string,
    batch: RecordBatch,
  ): Reason | undefined {
    const { bytes, starts, ends } = spans;
    const row = batch.length;
    if (isAbsent(spans, field.type)) return 'cut';
    const type = readLogType(bytes, starts[field.type], ends[field.type]);
    if (type !== 'TRAFFIC' && type !== 'THREAT') return type;
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
    if (!readRecordTime(spans, owner.clock, time)) return 'time';
    const context = contexts.intern(spans, owner.owner);
    if (context === 0) return 'too-many-contexts';

    const headerMs = Number.isNaN(time.alternativeAt) ? NaN : utcOfHeader(headerTime());
    const isDecided = !Number.isNaN(headerMs);
    const isLater = isDecided && Math.abs(time.alternativeAt - headerMs) < Math.abs(time.at - headerMs);
    batch.at[row] = isLater ? time.alternativeAt : time.at;
    batch.alternativeAt[row] = isDecided ? NaN : time.alternativeAt;
    noteOwner(owner, time.zoneOffset, contexts.hasUnknownWord(Math.abs(context)));
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

/** Of the lines of one batch a contradiction outweighs what agrees: one sender may relay firewalls of several zones. */
function noteOwner({ tally }: LineOwner, zoneOffset: ZoneOffset, hasUnknownWord: boolean): void {
  if (hasUnknownWord) tally.unknownWords++;
  if (typeof zoneOffset === 'number' || (zoneOffset === null && tally.zoneOffset === undefined)) {
    tally.zoneOffset = zoneOffset;
  }
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
