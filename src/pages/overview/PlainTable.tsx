import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

interface Props {
  readonly label: string;
  readonly heads: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

/** A small table inside a panel. */
export function PlainTable({ label, heads, rows }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col" className={styles.head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key} className={styles.row}>
            {cells.map((cell, i) => (
              <td key={heads[i]} className={styles.cell}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({ width: '100%', borderCollapse: 'collapse', fontVariantNumeric: 'tabular-nums' }),
  head: css({
    textAlign: 'left',
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    color: theme.colors.text.secondary,
    padding: theme.spacing(0.5, 1, 0.5, 0),
  }),
  row: css({ borderTop: `1px solid ${theme.colors.border.weak}` }),
  cell: css({ padding: theme.spacing(0.75, 1, 0.75, 0), whiteSpace: 'nowrap' }),
});
