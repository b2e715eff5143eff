import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Stack, Text, useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom';
import type { ReactNode } from 'react';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly href: string;
  readonly tone?: 'success' | 'warning' | 'error' | 'primary';
  /** Below the value. */
  readonly children: NonNullable<ReactNode>;
}

/** One number of the state strip, which leads to the page that explains it. */
export function StateTile({ label, value, href, tone = 'primary', children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.tile}>
      <Stack direction="column" gap={0.5}>
        <Text color="secondary" variant="bodySmall">
          {label}
        </Text>
        <Link to={href} className={styles.link} aria-label={`${label}: ${value}`}>
          <Text variant="h3" element="span" color={tone}>
            {value}
          </Text>
        </Link>
        <Text color="secondary" variant="bodySmall">
          {children}
        </Text>
      </Stack>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tile: css({
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    padding: theme.spacing(1, 1.5),
    minWidth: 0,
  }),
  link: css({
    alignSelf: 'flex-start',
    '&:hover': { textDecoration: 'underline' },
  }),
});
