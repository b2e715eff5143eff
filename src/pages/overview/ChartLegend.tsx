import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { SeriesIcon, useStyles2 } from '@grafana/ui';
import { CutText } from '../../components/CutText.tsx';
import { numberWords } from '../../components/numberWords.ts';

interface Props {
  readonly items: readonly { readonly name: string; readonly color: string; readonly value: number }[];
  /** What the values are of. */
  readonly when: string;
  /** px. */
  readonly height: number;
}

/** What the colours of a chart mean, with a value each. */
export function ChartLegend({ items, when, height }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.legend} style={{ height }}>
      <span className={styles.when}>{when}:</span>
      {items.map(({ name, color, value }) => (
        <span key={name} className={styles.item}>
          <SeriesIcon color={color} />
          <CutText text={name} />
          <span className={styles.value}>{numberWords(value)}</span>
        </span>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  legend: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignContent: 'flex-start',
    gap: theme.spacing(0, 2),
    paddingTop: theme.spacing(0.5),
    overflow: 'hidden',
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
  }),
  when: css({ color: theme.colors.text.secondary }),
  item: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5) }),
  value: css({ color: theme.colors.text.secondary }),
});
