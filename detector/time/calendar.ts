import { DateTime, IANAZone } from 'luxon';
import { hourMs } from './units.ts';

/** Whether this names a zone of the IANA time zone database; offsets such as "+03:00" do not. */
export function isTimeZone(text: string): boolean {
  return /^[a-z]/i.test(text) && IANAZone.isValidZone(text);
}

/** The time so many calendar months later in a zone; a day that the month lacks becomes its last. Times are ms since 1970. */
export function addMonths(atMs: number, months: number, zone: string): number {
  return DateTime.fromMillis(atMs, { zone }).plus({ months }).toMillis();
}

/** The first instant of the local day; where the clock skips midnight, the first one behind the gap. */
export function lastMidnight(nowMs: number, zone: string): number {
  return lastTimeOfDay(nowMs, 0, zone);
}

/** The first midnight after a time. */
export function nextMidnight(afterMs: number, zone: string): number {
  // 36 hours after a midnight lie between the next midnight and the one after it, whatever the clock changes.
  return lastMidnight(lastMidnight(afterMs, zone) + 36 * hourMs, zone);
}

/**
 * The latest instant, not after now, at which a daily job of this full hour is due. Where the clock skips the hour it is
 * the first instant behind the gap; where the clock repeats it, the first of the two.
 */
export function lastTimeOfDay(nowMs: number, hour: number, zone: string): number {
  const now = DateTime.fromMillis(nowMs, { zone });
  // More than one day back only where the zone skipped a whole day, as Samoa did in 2011.
  for (let days = 0; ; days++) {
    const due = timeOfDay(now.minus({ days }), hour);
    if (due <= nowMs) return due;
  }
}

function timeOfDay(day: DateTime, hour: number): number {
  const wanted = day.set({ hour, minute: 0, second: 0, millisecond: 0 });
  if (wanted.hour !== hour || wanted.day !== day.day) return firstInstantBehindGap(wanted);
  // Luxon may read a repeated time as its second occurrence.
  return Math.min(...wanted.getPossibleOffsets().map((reading) => reading.toMillis()));
}

/** Luxon pushes a skipped time behind the gap; offsets change at full minutes, so its end is looked for minute by minute. */
function firstInstantBehindGap(pushed: DateTime): number {
  let instant = pushed;
  for (;;) {
    const before = instant.minus({ minutes: 1 });
    if (before.offset !== pushed.offset) return instant.toMillis();
    instant = before;
  }
}
