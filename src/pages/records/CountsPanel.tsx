import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { CountList } from './CountList.tsx';
import type { ChangeRecords, RecordQuery } from './recordsState.ts';

interface Props {
  readonly query: RecordQuery;
  readonly change: ChangeRecords;
  /** The records themselves come first: three counts beside them would slow them down. */
  readonly isWaiting: boolean;
}

/** What the records that match are about: ports, destinations, rules. */
export function CountsPanel({ query, change, isWaiting }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <aside aria-label="Counts" className={styles.panel}>
      <CountList title="Ports" by="port" query={query} isWaiting={isWaiting} onPick={(port) => change({ port })} />
      <CountList
        title="Destinations"
        by="destination"
        query={query}
        isWaiting={isWaiting}
        onPick={(destination) => change({ destination })}
      />
      <CountList title="Rules" by="rule" query={query} isWaiting={isWaiting} onPick={(rule) => change({ rule })} />
    </aside>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({
    width: theme.spacing(28),
    flexShrink: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    overflowY: 'auto',
    overflowX: 'hidden',
  }),
});
