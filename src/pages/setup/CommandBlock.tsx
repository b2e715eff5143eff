import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface Props {
  readonly label: string;
  readonly commands: readonly string[];
}

/** Lines for the firewall's command line; a long one goes on indented, so that each beginning is seen. */
export function CommandBlock({ label, commands }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div role="group" aria-label={label} className={styles.frame}>
      {commands.map((command) => (
        <code key={command} className={styles.line}>
          {command}
        </code>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    padding: theme.spacing(1),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  line: css({
    display: 'block',
    margin: 0,
    padding: 0,
    paddingLeft: '4ch',
    textIndent: '-4ch',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: theme.typography.body.lineHeight,
    color: theme.colors.text.primary,
    background: 'none',
    border: 'none',
  }),
});
