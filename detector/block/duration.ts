const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const longestMs = 10 * 366 * 86_400_000;

/** A person's duration in ms, `null` for "permanent", or a sentence that says what is wrong. */
export function parseDuration(text: string): number | null | string {
  if (text === 'permanent') return null;
  const match = /^(\d{1,6})([mhdw])$/.exec(text);
  const ms = match === null ? 0 : Number(match[1]) * unitMs[match[2]];
  if (ms > 0 && ms <= longestMs) return ms;
  return `${JSON.stringify(text)} is not a duration: write 30m, 12h, 7d or 4w (ten years at most), or permanent.`;
}
