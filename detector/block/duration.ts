import { minuteMs, hourMs, dayMs } from '../time/units.ts';

const unitMs: Readonly<Record<string, number>> = { m: minuteMs, h: hourMs, d: dayMs, w: 604_800_000 };
const longestMs = 10 * 366 * dayMs;

/** A person's duration in ms, `null` for "permanent", or a sentence that says what is wrong. */
export function parseDuration(text: string): number | null | string {
  if (text === 'permanent') return null;
  const [, amount = '0', unit = ''] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  const ms = Number(amount) * (unitMs[unit] ?? 0);
  if (ms > 0 && ms <= longestMs) return ms;
  return `${JSON.stringify(text)} is not a duration: write 30m, 12h, 7d or 4w (ten years at most), or permanent.`;
}
