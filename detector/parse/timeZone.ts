import { IANAZone } from 'luxon';
import { minuteMs, hourMs } from '../time/units.ts';

/** Turns wall clock times of one zone into UTC. */
export interface ZoneClock {
  /** The UTC time of a wall clock time; the earlier one where the clock shows it twice. */
  utcOf(wallMs: number): number;
  /** The later UTC time where the clock shows it twice, else NaN. */
  laterUtcOf(wallMs: number): number;
}

interface Offsets {
  readonly earlierMs: number;
  readonly laterMs: number;
}

/** Every zone's clock has changed at whole quarters of an hour since 1972 (Lord Howe's by half an hour). */
const quarterMs = 900_000;
const maxCachedQuarters = 4_096;

/** `timeZone` is an IANA name, checked when it was set. */
export function createZoneClock(timeZone: string): ZoneClock {
  const zone = IANAZone.create(timeZone);
  const cache = new Map<number, Offsets>();
  let quarter = NaN;
  let offsets: Offsets = { earlierMs: NaN, laterMs: NaN };

  function load(wallMs: number): void {
    quarter = Math.floor(wallMs / quarterMs);
    let found = cache.get(quarter);
    if (found === undefined) {
      if (cache.size >= maxCachedQuarters) cache.clear();
      found = findOffsets(zone, quarter * quarterMs);
      cache.set(quarter, found);
    }
    offsets = found;
  }

  return {
    utcOf(wallMs) {
      if (Math.floor(wallMs / quarterMs) !== quarter) load(wallMs);
      return wallMs - offsets.earlierMs;
    },
    laterUtcOf(wallMs) {
      if (Math.floor(wallMs / quarterMs) !== quarter) load(wallMs);
      return wallMs - offsets.laterMs;
    },
  };
}

/** A time that the clock skips is read with the offset before the gap. */
function findOffsets(zone: IANAZone, wallMs: number): Offsets {
  const before = offsetAt(zone, wallMs - 14 * hourMs);
  const after = offsetAt(zone, wallMs + 14 * hourMs);
  const fitsBefore = offsetAt(zone, wallMs - before) === before;
  const fitsAfter = offsetAt(zone, wallMs - after) === after;
  if (fitsBefore && fitsAfter && before !== after)
    return { earlierMs: Math.max(before, after), laterMs: Math.min(before, after) };
  return { earlierMs: fitsAfter && !fitsBefore ? after : before, laterMs: NaN };
}

function offsetAt(zone: IANAZone, utcMs: number): number {
  return zone.offset(utcMs) * minuteMs;
}
