export interface ChartSeries {
  readonly name: string;
  /** A name of Grafana's palette; without one its rank decides. */
  readonly color?: string;
  readonly points: readonly (readonly [at: number, value: number])[];
}

/** What uPlot draws: times in ms, then values of each series. */
export type ChartColumns = [times: number[], ...values: number[][]];

/** Series side by side as they are. */
export function plainColumns(series: readonly ChartSeries[]): ChartColumns {
  return [timesOf(series), ...series.map(({ points }) => points.map(([, value]) => value))];
}

/**
 * Series on top of each other: the first column is the sum of all, so that each one drawn after it covers the part that
 * is not its own.
 */
export function stackedColumns(series: readonly ChartSeries[]): ChartColumns {
  const times = timesOf(series);
  const sums = times.map(() => 0);
  const columns = series.map(({ points }) => points.map(([, value], i) => (sums[i] = (sums[i] ?? 0) + value)));
  return [times, ...columns.reverse()];
}

export function totalOf({ points }: ChartSeries): number {
  return points.reduce((sum, [, value]) => sum + value, 0);
}

function timesOf(series: readonly ChartSeries[]): number[] {
  return series.at(0)?.points.map(([at]) => at) ?? [];
}
