import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, Stack, Text, useStyles2 } from '@grafana/ui';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import type { ApiFault } from '../../api/fault.ts';
import { previewWords } from './previewWords.ts';

interface Props {
  /** Undefined while it is not there yet. */
  readonly preview: Answer<'POST /allowlist/preview'> | undefined;
  readonly fault: ApiFault | undefined;
}

const looks = {
  fault: { icon: 'exclamation-circle', color: 'error' },
  change: { icon: 'exclamation-triangle', color: 'warning' },
  fact: { icon: 'info-circle', color: 'secondary' },
} as const;

/** What an entry would lift and overlap, before it is made. */
export function AllowPreview({ preview, fault }: Props) {
  const styles = useStyles2(getStyles);
  if (fault !== undefined) return <Text color="error">{fault.message}</Text>;
  if (preview === undefined) return <Text color="secondary">Looking at what it would lift …</Text>;
  return (
    <ul className={styles.list} aria-label="What it would do">
      {previewWords(preview).map(({ kind, text }) => (
        <li key={text}>
          <Stack gap={1} alignItems="flex-start">
            <Text color={looks[kind].color}>
              <Icon name={looks[kind].icon} />
            </Text>
            <span className={styles.text}>{text}</span>
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
