const hourMs = 3_600_000;

/** How far the charts look back: what stands in the URL, in words, in ms, and how often they are drawn anew. */
export const spans = [
  { value: '1h', label: '1 hour', words: 'the last hour', ms: hourMs, everyMs: 10_000 },
  { value: '6h', label: '6 hours', words: 'the last 6 hours', ms: 6 * hourMs, everyMs: 10_000 },
  { value: '24h', label: '24 hours', words: 'the last 24 hours', ms: 24 * hourMs, everyMs: 10_000 },
  { value: '7d', label: '7 days', words: 'the last 7 days', ms: 7 * 24 * hourMs, everyMs: 60_000 },
  { value: '30d', label: '30 days', words: 'the last 30 days', ms: 30 * 24 * hourMs, everyMs: 60_000 },
] as const;
export type Span = (typeof spans)[number];

/** What the charts show when nothing is chosen, and the URL says nothing. */
const usual: Span = spans[2];

/** A day for what is none. */
export function spanOf(text: string): Span {
  return spans.find(({ value }) => value === text) ?? usual;
}

/** As the URL has it: empty for the usual one. */
export function spanText(value: Span['value']): string {
  return value === usual.value ? '' : value;
}
