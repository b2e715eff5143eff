import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** A format or a line as it is, which breaks anywhere and never becomes anything else than text. */
export function FormatText({ text }: { readonly text: string }) {
  const styles = useStyles2(getStyles);
  return <code className={styles.text}>{text}</code>;
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({
    display: 'block',
    margin: 0,
    padding: theme.spacing(1),
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.primary,
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
});
