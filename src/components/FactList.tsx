import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

/** A name and what it is; left out where there is nothing to say. */
export type Fact = readonly [name: string, value: ReactNode];

/** Facts as a list of names and values; long texts break. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  const styles = useStyles2(getStyles);
  const told = facts.filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '');
  return (
    <dl className={styles.list}>
      {told.map(([name, value]) => (
        <div key={name} className={styles.row}>
          <dt className={styles.name}>{name}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: 0, display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5) }),
  row: css({ display: 'grid', gridTemplateColumns: `${theme.spacing(20)} 1fr`, columnGap: theme.spacing(2) }),
  name: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
  value: css({ margin: 0, minWidth: 0, overflowWrap: 'anywhere' }),
});
