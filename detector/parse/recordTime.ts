import { field } from './field.ts';
import type { FieldSpans } from './fieldSpans.ts';
import { parseLogTime, readPlainTime } from './logTime.ts';
import type { ZoneOffset } from './readCounts.ts';
import type { ZoneClock } from './timeZone.ts';

/** When a record was made; used again for the next one. */
export interface RecordTime {
  /** Ms since 1970 UTC. */
  at: number;
  /** The later reading where the device's clock shows the time twice, else NaN. */
  alternativeAt: number;
  zoneOffset: ZoneOffset;
}

const longestTime = 40;
const minuteMs = 60_000;
/** Every zone's offset is a multiple of this; what is less is the time between two readings of a clock. */
const quarterMs = 15 * minuteMs;
const maxOffsetMs = 14 * 60 * minuteMs;

export function createRecordTime(): RecordTime {
  return { at: NaN, alternativeAt: NaN, zoneOffset: undefined };
}

/**
 * Reads the time at which the firewall made the record: an instant with its offset where the line carries one, else the time
 * at which it was generated, else that of receipt, which a Panorama may write hours later. False when none can be read.
 */
export function readRecordTime(spans: FieldSpans, clock: ZoneClock, time: RecordTime): boolean {
  time.zoneOffset = undefined;
  const { starts, ends } = spans;
  if (ends[field.highResTime] > starts[field.highResTime]) {
    const instant = offsetTimeOf(spans, field.highResTime);
    if (!Number.isNaN(instant)) {
      time.at = instant;
      time.alternativeAt = NaN;
      time.zoneOffset = zoneOffsetOf(spans, clock, instant);
      return true;
    }
  }
  const hasGenerated = ends[field.generatedTime] > starts[field.generatedTime];
  return (
    (hasGenerated && readTime(spans, field.generatedTime, clock, time)) || readTime(spans, field.time, clock, time)
  );
}

function readTime({ bytes, starts, ends }: FieldSpans, slot: number, clock: ZoneClock, time: RecordTime): boolean {
  const start = starts[slot];
  const end = ends[slot];
  let wallMs = readPlainTime(bytes, start, end);
  if (Number.isNaN(wallMs)) {
    const parsed = end - start > longestTime ? undefined : parseLogTime(bytes.toString('latin1', start, end));
    if (parsed === undefined) return false;
    if (parsed.offsetMs !== undefined) {
      time.at = parsed.wallMs - parsed.offsetMs;
      time.alternativeAt = NaN;
      return true;
    }
    wallMs = parsed.wallMs;
  }
  time.at = clock.utcOf(wallMs);
  time.alternativeAt = clock.laterUtcOf(wallMs);
  return true;
}

/** NaN for a time without an offset. */
function offsetTimeOf({ bytes, starts, ends }: FieldSpans, slot: number): number {
  if (ends[slot] - starts[slot] > longestTime) return NaN;
  const parsed = parseLogTime(bytes.toString('latin1', starts[slot], ends[slot]));
  return parsed?.offsetMs === undefined ? NaN : parsed.wallMs - parsed.offsetMs;
}

/** The time of receipt says nothing: it may be a Panorama's. */
function zoneOffsetOf({ bytes, starts, ends }: FieldSpans, clock: ZoneClock, instant: number): ZoneOffset {
  const wallMs = readPlainTime(bytes, starts[field.generatedTime], ends[field.generatedTime]);
  if (Number.isNaN(wallMs)) return undefined;
  const offsetMs = Math.round((wallMs - instant) / quarterMs) * quarterMs;
  if (Math.abs(offsetMs) > maxOffsetMs) return undefined;
  const isNear = (utcMs: number) => Math.abs(utcMs - (wallMs - offsetMs)) < quarterMs;
  return isNear(clock.utcOf(wallMs)) || isNear(clock.laterUtcOf(wallMs)) ? null : offsetMs / minuteMs;
}
