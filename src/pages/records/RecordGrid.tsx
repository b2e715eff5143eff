import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { useEffect, useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { recordColumns } from './recordColumns.tsx';
import { getGridStyles, rowHeight } from './recordGridStyles.ts';
import { findRow, rowsBetween } from './recordList.ts';
import type { RecordList } from './recordList.ts';
import { RecordRow } from './RecordRow.tsx';
import type { RecordItem } from './recordsState.ts';
import { rowAfterKey } from './rowAfterKey.ts';
import { useRowWindow } from './useRowWindow.ts';

interface Props {
  readonly list: RecordList;
  readonly rows: number;
  readonly isLooking: boolean;
  /** Tells which rows are in view. */
  readonly onShow: (first: number, end: number) => void;
  readonly onTop: (isAtTop: boolean) => void;
  readonly onOpen: (record: RecordItem) => void;
}

/** The records in view and a few around them, out of as many as were found; moved through by wheel or keys. */
export function RecordGrid({ list, rows, isLooking, onShow, onTop, onOpen }: Props) {
  const styles = useStyles2(getGridStyles);
  const gridId = useId();
  const view = useRowWindow(rows);
  const { first, end, isAtTop, rowsInView } = view;
  const [chosen, setChosen] = useState<{ readonly row: number; readonly id: string | undefined }>();
  const active = placeOf(list, chosen);
  const shown = rowsBetween(list, first, end);
  const isActiveShown = active !== undefined && active >= first && active < Math.min(end, rows);

  useEffect(() => onShow(first, end), [onShow, first, end]);
  useEffect(() => onTop(isAtTop), [onTop, isAtTop]);

  function press(event: KeyboardEvent): void {
    if (event.key === 'Enter' && isActiveShown) {
      // Otherwise this key would also press the element that the drawer focuses.
      event.preventDefault();
      const record = shown[active - first];
      if (record !== undefined) onOpen(record);
      return;
    }
    const next = rowAfterKey(event.key, { active, rows, rowsInView, firstInView: view.firstInView });
    if (next === undefined) return;
    event.preventDefault();
    setChosen({ row: next, id: rowsBetween(list, next, next + 1).at(0)?.id });
    view.bringIntoView(next);
  }

  return (
    <div className={styles.frame}>
      <div
        ref={view.scroller}
        role="grid"
        aria-label="Syslog records"
        aria-rowcount={list.next === null ? rows + 1 : -1}
        aria-busy={isLooking}
        aria-activedescendant={isActiveShown ? `${gridId}-${active}` : undefined}
        tabIndex={0}
        className={styles.grid}
        onKeyDown={press}
      >
        <div role="rowgroup">
          <div role="row" aria-rowindex={1} className={styles.header}>
            {recordColumns.map(({ name, rank }) => (
              <div key={name} role="columnheader" className={cx(styles.cell, styles.ranks[rank])} title={name}>
                {name}
              </div>
            ))}
          </div>
        </div>
        {rows > 0 && (
          <div role="rowgroup" className={styles.body} style={{ height: rows * rowHeight }}>
            {shown.map((record, i) => (
              <RecordRow
                key={first + i}
                id={`${gridId}-${first + i}`}
                record={record}
                row={first + i}
                isActive={first + i === active}
                onOpen={onOpen}
              />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

/** Where the chosen record stands now: what arrives above moves it down. */
function placeOf(
  list: RecordList,
  chosen: { readonly row: number; readonly id: string | undefined } | undefined,
): number | undefined {
  if (chosen?.id === undefined) return chosen?.row;
  return findRow(list, chosen.id)?.row ?? chosen.row;
}
