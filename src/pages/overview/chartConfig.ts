import { getTimeZone } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import {
  AxisPlacement,
  BarAlignment,
  DrawStyle,
  LineInterpolation,
  PointVisibility,
  ScaleDirection,
  ScaleOrientation,
  UPlotConfigBuilder,
} from '@grafana/ui';

interface ChartOptions {
  readonly theme: GrafanaTheme2;
  readonly kind: 'bars' | 'lines';
  /** In the order in which they are drawn. */
  readonly colors: readonly string[];
  readonly range: () => readonly [from: number, to: number];
  /** The place of the time under the pointer; null: none. */
  readonly onPoint: (index: number | null) => void;
}

/** How Grafana's chart of values over time is to look; times are ms. */
export function chartConfig({ theme, kind, colors, range, onPoint }: ChartOptions): UPlotConfigBuilder {
  const timeZone = getTimeZone();
  const config = new UPlotConfigBuilder(timeZone);
  config.addScale({
    scaleKey: 'x',
    isTime: true,
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    range: () => [...range()] as [number, number],
  });
  config.addAxis({ scaleKey: 'x', isTime: true, placement: AxisPlacement.Bottom, timeZone, theme });
  config.addScale({
    scaleKey: 'y',
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    min: 0,
    softMax: 4,
  });
  config.addAxis({ scaleKey: 'y', placement: AxisPlacement.Left, theme, decimals: 0, formatValue: shortCount });
  for (const color of colors) {
    config.addSeries({
      scaleKey: 'y',
      theme,
      drawStyle: kind === 'bars' ? DrawStyle.Bars : DrawStyle.Line,
      lineColor: color,
      lineWidth: kind === 'bars' ? 0 : 1,
      lineInterpolation: LineInterpolation.Linear,
      fillColor: kind === 'bars' ? color : undefined,
      fillOpacity: kind === 'bars' ? 100 : 8,
      barAlignment: BarAlignment.After,
      barWidthFactor: 0.9,
      barMaxWidth: 60,
      showPoints: PointVisibility.Never,
      spanNulls: false,
    });
  }
  config.setCursor({ y: false, drag: { x: false, y: false }, points: { show: kind === 'lines' } });
  config.addHook('setCursor', ({ cursor }) => onPoint(cursor.idx ?? null));
  return config;
}

/** Few words on an axis: 1.2K, 3M; no parts of a line or a block. */
function shortCount(value: unknown): string {
  if (typeof value !== 'number' || !Number.isInteger(value)) return '';
  return new Intl.NumberFormat('en', { notation: 'compact' }).format(value);
}
