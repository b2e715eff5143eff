import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, EmptyState, useStyles2 } from '@grafana/ui';
import { useCallback, useRef, useState } from 'react';
import { FaultAlert } from '../../components/FaultAlert.tsx';
import { CountsPanel } from './CountsPanel.tsx';
import { LiveNote } from './LiveNote.tsx';
import { RecordDrawer } from './RecordDrawer.tsx';
import { RecordGrid } from './RecordGrid.tsx';
import { findRow } from './recordList.ts';
import { readRange, wholeRange } from './recordRange.ts';
import { RecordStatus } from './RecordStatus.tsx';
import { filterFields, noFilters } from './recordsState.ts';
import type { ChangeRecords, RecordItem, RecordQuery, RecordsState } from './recordsState.ts';
import { useFillHeight } from './useFillHeight.ts';
import { useLiveTail } from './useLiveTail.ts';
import { useRecordSearch } from './useRecordSearch.ts';

interface Props {
  readonly query: RecordQuery;
  readonly state: RecordsState;
  readonly change: ChangeRecords;
}

/** The records of one query with their counts; another query is another list. */
export function RecordsList({ query, state, change }: Props) {
  const styles = useStyles2(getStyles);
  const search = useRecordSearch(query);
  const { list, rows, setList, isLooking, fault } = search;
  const [isAtTop, setAtTop] = useState(true);
  const isLive = state.live === 'on' && query.to === undefined;
  const tailFault = useLiveTail({ isOn: isLive && isAtTop, query, list, setList });
  const area = useRef<HTMLDivElement>(null);
  const height = useFillHeight(area);
  const open = useCallback(
    ({ id, at }: RecordItem) => change({ record: id, at: String(at) }, { isStep: true }),
    [change],
  );
  const isEmpty = rows === 0 && list.next === null;
  const isFiltered = filterFields.some((field) => state[field] !== '');

  return (
    <>
      <div ref={area} className={styles.area} style={{ height }}>
        <div className={styles.main}>
          {fault !== undefined && <FaultAlert fault={fault} onRetry={search.goOn} />}
          {tailFault !== undefined && fault === undefined && <FaultAlert fault={tailFault} />}
          {isLive && <LiveNote isRunning={isAtTop} />}
          {isEmpty && !isLive ? (
            <EmptyState
              variant="not-found"
              message={isFiltered ? 'No record matches these filters' : 'No records in this time'}
              {...(isFiltered
                ? {
                    button: (
                      <Button variant="secondary" onClick={() => change(noFilters)}>
                        Clear filters
                      </Button>
                    ),
                  }
                : {})}
            >
              Choose a longer time, or look on the devices page whether lines arrive.
            </EmptyState>
          ) : (
            <RecordGrid
              list={list}
              rows={rows}
              isLooking={isLooking}
              onShow={search.show}
              onTop={setAtTop}
              onOpen={open}
            />
          )}
          <RecordStatus search={search} from={query.from} onGoOnFrom={(at) => change({ to: String(at), live: '' })} />
        </div>
        <CountsPanel query={query} change={change} isWaiting={isLooking && list.pages.length === 0} />
      </div>
      {state.record !== '' && (
        <RecordDrawer
          id={state.record}
          at={/^\d{1,15}$/.test(state.at) ? Number(state.at) : 0}
          known={findRow(list, state.record)?.record}
          change={change}
          range={wholeRange(readRange(state.from, state.to).picked)}
        />
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  area: css({ display: 'flex', gap: theme.spacing(2) }),
  main: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), flex: 1, minWidth: 0, minHeight: 0 }),
});
