import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import { Text, UPlotChart, useStyles2, useTheme2 } from '@grafana/ui';
import { useMemo, useRef, useState } from 'react';
import { numberWords } from '../../components/numberWords.ts';
import { chartConfig } from './chartConfig.ts';
import { plainColumns, stackedColumns, totalOf } from './chartData.ts';
import type { ChartSeries } from './chartData.ts';
import { ChartLegend } from './ChartLegend.tsx';
import { Panel } from './Panel.tsx';

interface Props {
  readonly title: string;
  readonly kind: 'bars' | 'lines';
  readonly series: readonly ChartSeries[];
  readonly stepMs: number;
  readonly empty: string;
}

const height = 280;
const legendHeight = 44;

/** Values over time, as Grafana draws them; the legend tells the totals, or the values under the pointer. */
export function TimeChart({ title, kind, series, stepMs, empty }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const [point, setPoint] = useState<number | null>(null);
  const times = series.at(0)?.points.map(([at]) => at) ?? [];
  const latest = useRef<[number, number]>([0, 0]);
  latest.current = [times.at(0) ?? 0, (times.at(-1) ?? 0) + stepMs];
  const count = series.length;
  const given = series.map(({ color }) => color ?? '').join(' ');
  const colors = useMemo(() => {
    const { palette } = theme.visualization;
    const own = given.split(' ');
    return Array.from({ length: count }, (_, i) =>
      theme.visualization.getColorByName(own[i] || (palette[i % palette.length] ?? 'gray')),
    );
  }, [theme, count, given]);
  const config = useMemo(
    () =>
      chartConfig({
        theme,
        kind,
        // The last series of a stack is the highest and is drawn first.
        colors: kind === 'bars' ? [...colors].reverse() : colors,
        range: () => [...latest.current],
        onPoint: setPoint,
      }),
    [theme, kind, colors],
  );
  const data = useMemo(() => (kind === 'bars' ? stackedColumns(series) : plainColumns(series)), [kind, series]);
  const at = point === null ? undefined : data[0].at(point);
  const values = series.map((one) =>
    at === undefined || point === null ? totalOf(one) : (one.points[point]?.[1] ?? 0),
  );
  const told = series.map((one) => `${one.name} ${numberWords(totalOf(one))}`).join(', ');

  return (
    <Panel title={title} height={height}>
      {(width, innerHeight) =>
        count === 0 ? (
          <Text color="secondary">{empty}</Text>
        ) : (
          <>
            <div role="img" aria-label={`${title}. In all: ${told}.`} className={styles.chart}>
              <UPlotChart data={data} config={config} width={width} height={innerHeight - legendHeight} />
            </div>
            <ChartLegend
              items={series.map(({ name }, i) => ({ name, color: colors[i] ?? '', value: values[i] ?? 0 }))}
              when={at === undefined ? 'In all' : `${dateTimeFormat(at)} to ${dateTimeFormat(at + stepMs)}`}
              height={legendHeight}
            />
          </>
        )
      }
    </Panel>
  );
}

const getStyles = () => ({ chart: css({ overflow: 'hidden' }) });
