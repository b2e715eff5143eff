import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, Stack, Text, useStyles2 } from '@grafana/ui';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import type { ApiFault } from '../../api/fault.ts';
import { previewLines } from './previewLines.ts';

type Preview = Answer<'POST /blacklist/preview'>;

interface Props {
  /** Undefined while it is not there yet. */
  readonly preview: Preview | undefined;
  readonly fault: ApiFault | undefined;
}

const looks = {
  fault: { icon: 'exclamation-circle', color: 'error' },
  warning: { icon: 'exclamation-triangle', color: 'warning' },
  fact: { icon: 'info-circle', color: 'secondary' },
} as const;

/** What a block by hand would hit, before it is done. */
export function PreviewReport({ preview, fault }: Props) {
  const styles = useStyles2(getStyles);
  if (fault !== undefined) return <Text color="error">{fault.message}</Text>;
  if (preview === undefined) return <Text color="secondary">Looking at what it would hit …</Text>;
  return (
    <ul className={styles.list} aria-label="What it would hit">
      {previewLines(preview).map(({ kind, text }) => (
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
