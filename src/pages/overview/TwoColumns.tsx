import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  /** The first one has more to show. */
  readonly isFirstWider?: boolean;
}

/** Panels side by side, below each other where it is narrow. */
export function TwoColumns({ children, isFirstWider = false }: Props) {
  const styles = useStyles2(getStyles);
  return <div className={cx(styles.columns, isFirstWider && styles.wider)}>{children}</div>;
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: theme.spacing(2),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  wider: css({ [theme.breakpoints.up('lg')]: { gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)' } }),
});
