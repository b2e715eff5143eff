import { InteractiveTable } from '@grafana/ui';
import type { FetchDataArgs } from '@grafana/ui';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useIsNarrow } from '../../components/useIsNarrow.ts';
import { sortOf } from './blacklistState.ts';
import type { SortField } from './blacklistState.ts';
import { activeColumns, releasedColumns, selectableColumns } from './blockColumns.tsx';
import type { Block } from './blockColumns.tsx';
import type { ChangeState } from './pageProps.ts';
import { SelectionContext } from './selectionColumn.tsx';

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

/** px; below it the columns that the drawer tells as well are left out. */
const roomForAll = 1000;
const hiddenWhenNarrow: readonly (string | undefined)[] = ['device', 'findings'];

/** The table of blocks; its headers sort on the server. */
export function BlocksTable({ tab, blocks, sort, order, selected, onSelect, onSort }: Props) {
  const [frame, isNarrow] = useIsNarrow(roomForAll);
  const isSelectable = selected !== undefined;
  const columns = useMemo(() => {
    const all = tab === 'released' ? releasedColumns : isSelectable ? selectableColumns : activeColumns;
    return isNarrow ? all.filter(({ id }) => !hiddenWhenNarrow.includes(id)) : all;
  }, [tab, isSelectable, isNarrow]);
  const selection = useMemo(
    () => ({ rows: blocks, ids: selected ?? new Set<number>(), onSelect }),
    [blocks, selected, onSelect],
  );
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
    <div ref={frame}>
      <SelectionContext.Provider value={selection}>
        <InteractiveTable
          columns={columns}
          data={data}
          getRowId={({ id }: Block) => String(id)}
          initialSortBy={initialSortBy}
          fetchData={fetchData}
          disableSortRemove
        />
      </SelectionContext.Provider>
    </div>
  );
}
