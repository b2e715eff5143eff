import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import type { ApiFault } from '../api/fault.ts';

/** What a change would do: why it can't be done, what to think of first, or just so that it is known. */
export interface PreviewLine {
  readonly kind: 'fault' | 'warning' | 'fact';
  readonly text: string;
  /** Where it can be seen. */
  readonly link?: { readonly text: string; readonly href: string };
}

interface Props {
  /** What it is a list of. */
  readonly label: string;
  /** Undefined while it is not there yet. */
  readonly lines: readonly PreviewLine[] | undefined;
  readonly fault: ApiFault | undefined;
}

const looks = {
  fault: { icon: 'exclamation-circle', color: 'error' },
  warning: { icon: 'exclamation-triangle', color: 'warning' },
  fact: { icon: 'info-circle', color: 'secondary' },
} as const;

/** What a change would do, before it is done. */
export function PreviewList({ label, lines, fault }: Props) {
  const styles = useStyles2(getStyles);
  if (fault !== undefined) return <Text color="error">{fault.message}</Text>;
  if (lines === undefined) return <Text color="secondary">Looking at what it would do …</Text>;
  return (
    <ul className={styles.list} aria-label={label}>
      {lines.map(({ kind, text, link }) => (
        <li key={text}>
          <Stack gap={1} alignItems="flex-start">
            <Text color={looks[kind].color}>
              <Icon name={looks[kind].icon} />
            </Text>
            <span className={styles.text}>
              {text}{' '}
              {link && (
                <TextLink inline href={link.href}>
                  {link.text}
                </TextLink>
              )}
            </span>
          </Stack>
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
    padding: theme.spacing(1, 1.5),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
  }),
  text: css({ minWidth: 0, overflowWrap: 'anywhere' }),
});
