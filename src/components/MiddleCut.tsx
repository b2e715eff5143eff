import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';

/** Characters at the end that stay: names that begin alike are told apart there. */
const kept = 8;

/** A text on one line that is cut in its middle where there is no room for it. */
export function MiddleCut({ text }: { readonly text: string }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.whole}>
      <span className={styles.start}>{text.slice(0, -kept)}</span>
      <span className={styles.end}>{text.slice(-kept)}</span>
    </span>
  );
}

const getStyles = () => ({
  whole: css({ display: 'flex', whiteSpace: 'pre' }),
  start: css({ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }),
  end: css({ flex: 'none' }),
});
