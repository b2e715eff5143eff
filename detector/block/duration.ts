import { minuteMs, hourMs, dayMs } from '../time/units.ts';

const unitMs: Readonly<Record<string, number>> = { m: minuteMs, h: hourMs, d: dayMs, w: 604_800_000 };
const longestMs = 10 * 366 * dayMs;

/** A person's duration in ms, `null` for "permanent", or a sentence that says what is wrong. */
export function parseDuration(text: string): number | null | string {
  if (text === 'permanent') return null;
  const match = /^(\d{1,6})([mhdw])$/.exec(text);
  const ms = match === null ? 0 : Number(match[1]) * unitMs[match[2]];
  if (ms > 0 && ms <= longestMs) return ms;
  return `${JSON.stringify(text)} is not a duration: write 30m, 12h, 7d or 4w (ten years at most), or permanent.`;
}
