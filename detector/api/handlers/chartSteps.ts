import type { ChartCount, ChartRange } from '../../store/counts/overviewCharts.ts';
import { minuteMs, hourMs, dayMs } from '../../time/units.ts';

/** Widths of a step that people can read a time axis by. */
const widths = [
  ...[1, 5, 10, 30].map((minutes) => minutes * minuteMs),
  ...[1, 3, 6, 12].map((hours) => hours * hourMs),
  dayMs,
];
/** More would lie closer than a screen shows. */
const maxSteps = 200;
/** Beyond these a chart has more lines than a person can tell apart; the others are one. */
const maxSeries = 12;

export interface ChartSeries {
  readonly name: string;
  readonly points: [at: number, value: number][];
}

/** A stretch of time in whole steps of a readable width, at most 200 of them. */
export function chartRange(fromMs: number, toMs: number): ChartRange {
  const needed = (toMs - fromMs) / (maxSteps - 2);
  const stepMs = widths.find((width) => width >= needed) ?? Math.ceil(needed / dayMs) * dayMs;
  return { fromMs: Math.floor(fromMs / stepMs) * stepMs, toMs: Math.ceil(toMs / stepMs) * stepMs, stepMs };
}

/** One series for each name, the busiest first, with a point for each step, 0 where there was nothing. */
export function chartSeries(counts: readonly ChartCount[], { fromMs, toMs, stepMs }: ChartRange): ChartSeries[] {
  const byName = [...Map.groupBy(counts, ({ name }) => name)];
  const totalOf = (own: readonly ChartCount[]): number => own.reduce((sum, { amount }) => sum + amount, 0);
  byName.sort(([, one], [, other]) => totalOf(other) - totalOf(one));
  const shown = byName.slice(0, maxSeries);
  const rest = byName.slice(maxSeries).flatMap(([, own]) => own);
  if (rest.length > 0) shown.push([`${byName.length - maxSeries} others`, rest]);
  const steps = Array.from({ length: Math.round((toMs - fromMs) / stepMs) }, (_, i) => fromMs + i * stepMs);
  return shown.map(([name, own]) => {
    const amounts = new Map<number, number>();
    for (const { at, amount } of own) amounts.set(at, (amounts.get(at) ?? 0) + amount);
    return { name, points: steps.map((at) => [at, amounts.get(at) ?? 0]) };
  });
}
