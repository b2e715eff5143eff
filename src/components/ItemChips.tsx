import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, IconButton, Text, useStyles2 } from '@grafana/ui';
import { useState } from 'react';

interface Props {
  readonly label: string;
  readonly items: readonly string[];
  /** Absent: nothing can be taken out. */
  readonly onRemove?: (item: string) => void;
}

const shownAtFirst = 50;

/** Texts side by side, each with the way to take it out; of many only the first. */
export function ItemChips({ label, items, onRemove }: Props) {
  const styles = useStyles2(getStyles);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? items : items.slice(0, shownAtFirst);
  if (items.length === 0) {
    return (
      <Text color="secondary" variant="bodySmall">
        None
      </Text>
    );
  }
  return (
    <ul aria-label={label} className={styles.list}>
      {shown.map((item) => (
        <li key={item} className={styles.item}>
          <span className={styles.text}>{item}</span>
          {onRemove !== undefined && (
            <IconButton name="times" size="sm" tooltip={`Remove ${item}`} onClick={() => onRemove(item)} />
          )}
        </li>
      ))}
      {shown.length < items.length && (
        <li>
          <Button type="button" size="sm" variant="secondary" fill="text" onClick={() => setWhole(true)}>
            {`Show all ${items.length}`}
          </Button>
        </li>
      )}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5), listStyle: 'none', margin: 0 }),
  item: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    maxWidth: '100%',
    padding: theme.spacing(0.25, 0.5, 0.25, 1),
    borderRadius: theme.shape.radius.default,
    border: `1px solid ${theme.colors.border.medium}`,
    background: theme.colors.background.primary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  text: css({ minWidth: 0, overflowWrap: 'anywhere' }),
});
