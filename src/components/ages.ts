const hourMs = 3_600_000;

/** How long ago at most something happened, for a filter: what stands in the URL, in words, in ms. */
export const ages = [
  { value: '1h', label: 'Last hour', ms: hourMs },
  { value: '6h', label: 'Last 6 hours', ms: 6 * hourMs },
  { value: '24h', label: 'Last 24 hours', ms: 24 * hourMs },
  { value: '7d', label: 'Last 7 days', ms: 7 * 24 * hourMs },
  { value: '30d', label: 'Last 30 days', ms: 30 * 24 * hourMs },
] as const;

/** Since when something of an age may have happened, ms; undefined: at any time, also for a word that is no age. */
export function sinceOf(age: string, nowMs: number): number | undefined {
  const known = ages.find(({ value }) => value === age);
  return known === undefined ? undefined : nowMs - known.ms;
}
