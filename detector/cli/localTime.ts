import { timeText } from './io.ts';

/** A time as clocks in a zone show it, with the instant: "2026-11-21 23:19:59 Australia/Sydney (2026-11-21T12:19:59Z)". */
export function localTime(ms: number, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does.
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(ms);
  return `${local} ${timeZone} (${timeText(ms)})`;
}
