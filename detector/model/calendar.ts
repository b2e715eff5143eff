import { DateTime, IANAZone } from 'luxon';

/** Whether this names a zone of the IANA time zone database. */
export function isTimeZone(text: string): boolean {
  return IANAZone.isValidZone(text);
}

/** The time so many calendar months later in a zone; a day that the month lacks becomes its last. Times are ms since 1970. */
export function addMonths(atMs: number, months: number, zone: string): number {
  return DateTime.fromMillis(atMs, { zone }).plus({ months }).toMillis();
}

/** The first instant of the local day; where the clock skips midnight, the first one behind the gap. */
export function lastMidnight(nowMs: number, zone: string): number {
  return lastTimeOfDay(nowMs, 0, zone);
}

/**
 * The latest instant, not after now, at which a daily job of this full hour is due. Where the clock skips the hour it is
 * the first instant behind the gap; where the clock repeats it, the first of the two.
 */
export function lastTimeOfDay(nowMs: number, hour: number, zone: string): number {
  const now = DateTime.fromMillis(nowMs, { zone });
  const today = timeOfDay(now, hour);
  return today <= nowMs ? today : timeOfDay(now.minus({ days: 1 }), hour);
}

function timeOfDay(day: DateTime, hour: number): number {
  const noon = day.set({ hour: 12, minute: 0, second: 0, millisecond: 0 });
  const wanted = day.set({ hour, minute: 0, second: 0, millisecond: 0 });
  if (wanted.hour === hour && wanted.day === day.day) return firstOfRepeated(wanted);
  return firstInstantBehindGap(wanted, noon);
}

/** Luxon may read a repeated time as its second occurrence. */
function firstOfRepeated(time: DateTime): number {
  const [first] = time.getPossibleOffsets();
  return Math.min(first.toMillis(), time.toMillis());
}

/** Offsets change at full minutes: the gap's end is looked for minute by minute back from where luxon pushed the time to. */
function firstInstantBehindGap(pushed: DateTime, noon: DateTime): number {
  let instant = Math.min(pushed.toMillis(), noon.toMillis());
  const offset = DateTime.fromMillis(instant, { zone: pushed.zone }).offset;
  while (DateTime.fromMillis(instant - 60_000, { zone: pushed.zone }).offset === offset) instant -= 60_000;
  return instant;
}
