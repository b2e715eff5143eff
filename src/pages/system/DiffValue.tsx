import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';

interface Props {
  /** Undefined: there was nothing, or there is nothing any more. Each line is an item of its own. */
  readonly text: string | undefined;
  readonly kind: 'before' | 'after';
}

/** One side of a difference; long texts break and end at a few lines, which can be scrolled. */
export function DiffValue({ text, kind }: Props) {
  const styles = useStyles2(getStyles);
  if (text === undefined) return <Text color="secondary">–</Text>;
  return (
    // A scrollable part must be reachable with the keyboard.
    <div className={cx(styles.value, styles[kind])} tabIndex={0} role="group" aria-label={kind}>
      {text}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  value: css({
    maxHeight: theme.spacing(30),
    overflowY: 'auto',
    padding: theme.spacing(0.25, 1),
    borderLeft: `2px solid`,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  before: css({ borderColor: theme.colors.error.border }),
  after: css({ borderColor: theme.colors.success.border }),
});
