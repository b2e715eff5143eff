import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Evidence } from './findingSentence.ts';
import { labelledRows, placeContacts } from './placeContacts.ts';

const [rowPixels, labelPixels] = [16, 16];
const [leastHeight, mostHeight] = [48, 224];

/** What a source reached, and when: a dot for each port or address, time from left to right. */
export function ContactsPicture({ contacts }: { readonly contacts: Evidence['contacts'] }) {
  const styles = useStyles2(getStyles);
  const { dots, rows, fromMs, toMs } = placeContacts(contacts);
  const height = Math.min(mostHeight, Math.max(leastHeight, rows.length * rowPixels));
  const step = height / rows.length;
  const place = (row: number): number => (row + 0.5) * step;
  const what = typeof contacts[0]?.value === 'number' ? 'ports' : 'addresses';
  const widest = Math.max(...rows.map((value) => String(value).length));
  const summary = `${rows.length} ${what} from ${timeOf(fromMs)} to ${timeOf(toMs)}: ${rows.toReversed().join(', ')}`;

  return (
    <figure className={styles.figure} style={{ paddingLeft: `${widest + 2}ch` }}>
      <svg className={styles.plot} height={height + 2 * labelPixels} role="img" aria-label={summary}>
        {labelledRows(rows.length, Math.floor(height / labelPixels)).map((row) => (
          <g key={row}>
            <line className={styles.grid} x1="0" x2="100%" y1={place(row)} y2={place(row)} />
            <text className={styles.label} x={-8} y={place(row)} textAnchor="end" dominantBaseline="central">
              {rows[row]}
            </text>
          </g>
        ))}
        <line className={styles.axis} x1="0" x2="100%" y1={height} y2={height} />
        {dots.map(({ value, at, across, row }) => (
          <circle key={`${value} ${at}`} className={styles.dot} cx={`${across}%`} cy={place(row)} r={4}>
            <title>{`${value} at ${dateTimeFormat(at)}`}</title>
          </circle>
        ))}
        {ticksOf(fromMs, toMs).map(({ at, across, anchor }) => (
          <text key={across} className={styles.label} x={`${across}%`} y={height + labelPixels} textAnchor={anchor}>
            {timeOf(at)}
          </text>
        ))}
      </svg>
    </figure>
  );
}

function timeOf(at: number): string {
  return dateTimeFormat(at, { format: 'HH:mm:ss' });
}

interface Tick {
  readonly at: number;
  readonly across: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

function ticksOf(fromMs: number, toMs: number): readonly Tick[] {
  const middle = { at: (fromMs + toMs) / 2, across: 50, anchor: 'middle' } as const;
  if (fromMs === toMs) return [middle];
  return [{ at: fromMs, across: 0, anchor: 'start' }, middle, { at: toMs, across: 100, anchor: 'end' }];
}

const getStyles = (theme: GrafanaTheme2) => ({
  figure: css({ margin: 0, paddingRight: theme.spacing(1), fontSize: theme.typography.bodySmall.fontSize }),
  plot: css({ display: 'block', width: '100%', overflow: 'visible' }),
  grid: css({ stroke: theme.colors.border.weak }),
  axis: css({ stroke: theme.colors.border.medium }),
  label: css({ fill: theme.colors.text.secondary }),
  dot: css({ fill: theme.visualization.getColorByName('orange') }),
});
