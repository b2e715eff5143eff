import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface Props {
  readonly text: string;
  readonly width?: 'short' | 'medium' | 'long';
}

/** A text that strangers may have made long, on one line and cut; whole on hover. */
export function CutText({ text, width = 'medium' }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles[width]} title={text}>
      {text}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const cut = (spaces: number) =>
    css({
      display: 'inline-block',
      maxWidth: theme.spacing(spaces),
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      verticalAlign: 'bottom',
    });
  return { short: cut(12), medium: cut(20), long: cut(40) };
};
