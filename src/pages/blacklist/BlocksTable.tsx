import { InteractiveTable } from '@grafana/ui';
import type { FetchDataArgs } from '@grafana/ui';
import { useCallback, useMemo, useRef, useState } from 'react';
import { sortOf } from './blacklistState.ts';
import type { SortField } from './blacklistState.ts';
import { activeColumns, releasedColumns } from './blockColumns.tsx';
import type { Block } from './blockColumns.tsx';
import type { ChangeState } from './pageProps.ts';

interface Props {
  readonly tab: 'active' | 'released';
  readonly blocks: readonly Block[];
  readonly sort: SortField;
  readonly order: 'asc' | 'desc';
  /** Undefined: nothing can be selected. */
  readonly selected: ReadonlySet<number> | undefined;
  readonly onSelect: (ids: ReadonlySet<number>) => void;
  readonly onSort: ChangeState;
}

/** The table of blocks; its headers sort on the server. */
export function BlocksTable({ tab, blocks, sort, order, selected, onSelect, onSort }: Props) {
  const columns = useMemo(() => {
    if (tab === 'released') return releasedColumns;
    return activeColumns(blocks, selected === undefined ? undefined : { ids: selected, onSelect });
  }, [tab, blocks, selected, onSelect]);
  const data = useMemo(() => [...blocks], [blocks]);
  const [initialSortBy] = useState(() => [{ id: sort, desc: order === 'desc' }]);
  const shown = useRef({ sort, order, onSort });
  shown.current = { sort, order, onSort };

  const fetchData = useCallback(
    ({ sortBy }: FetchDataArgs<Block>) => {
      const by = sortBy.at(0);
      if (by === undefined) return;
      const wanted = sortOf(tab, { sort: by.id, order: by.desc === true ? 'desc' : 'asc' });
      const { current } = shown;
      if (wanted.sort !== current.sort || wanted.order !== current.order) current.onSort(wanted);
    },
    [tab],
  );

  return (
    <InteractiveTable
      columns={columns}
      data={data}
      getRowId={({ id }: Block) => String(id)}
      initialSortBy={initialSortBy}
      fetchData={fetchData}
      disableSortRemove
    />
  );
}
