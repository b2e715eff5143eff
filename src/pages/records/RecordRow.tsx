import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { memo } from 'react';
import { recordColumns } from './recordColumns.tsx';
import { getGridStyles, rowHeight } from './recordGridStyles.ts';
import type { RecordItem } from './recordsState.ts';

interface Props {
  /** Undefined: it is on its way. */
  readonly record: RecordItem | undefined;
  readonly row: number;
  readonly id: string;
  readonly isActive: boolean;
  readonly onOpen: (record: RecordItem) => void;
}

/** One record of the list, at its place. */
export const RecordRow = memo(function RecordRow({ record, row, id, isActive, onOpen }: Props) {
  const styles = useStyles2(getGridStyles);
  return (
    <div
      role="row"
      id={id}
      // The first row is the header.
      aria-rowindex={row + 2}
      aria-selected={isActive}
      className={cx(styles.row, isActive && styles.active)}
      style={{ top: row * rowHeight }}
      onClick={() => record !== undefined && onOpen(record)}
    >
      {recordColumns.map(({ name, rank, render, title }) => (
        <div
          key={name}
          role="gridcell"
          className={cx(styles.cell, styles.ranks[rank])}
          title={record === undefined ? '' : title(record)}
        >
          {record === undefined ? '…' : render(record)}
        </div>
      ))}
    </div>
  );
});
