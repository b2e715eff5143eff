import { Stack } from '@grafana/ui';
import { useCallback, useMemo, useState } from 'react';
import { usePages } from '../../api/usePages.ts';
import { ListFrame } from '../../components/ListFrame.tsx';
import { mayDo } from '../../components/mayDo.ts';
import { ActionButtons } from './ActionButtons.tsx';
import { filtersOf, isFiltered, noFilters, sortOf } from './blacklistState.ts';
import { BlocksTable } from './BlocksTable.tsx';
import { ExportButton } from './ExportButton.tsx';
import type { PageProps } from './pageProps.ts';
import { SelectionBar } from './SelectionBar.tsx';
import { useReloadOn } from './useReloadOn.ts';
import { choose } from './request.ts';

interface Props extends PageProps {
  readonly tab: 'active' | 'released';
}

const pageSize = 100;

/** Blocks that are active or were released, with what can be done to those that are selected. */
export function BlocksTab({ state, change, refreshedAt, onRequest, onRefresh, tab }: Props) {
  const { search, case: name, country, device, age } = state;
  const { sort, order } = sortOf(tab, state);
  const query = useMemo(
    () => ({ state: tab, ...filtersOf({ search, case: name, country, device, age }, refreshedAt), sort, order }),
    [tab, search, name, country, device, age, refreshedAt, sort, order],
  );
  const pages = usePages('GET /blacklist/blocks', { query: { ...query, limit: pageSize } });
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const { reload } = pages;
  const begin = useCallback(() => {
    setSelected(new Set());
    reload();
  }, [reload]);
  useReloadOn(refreshedAt, begin);
  const chosen = pages.items.filter(({ id }) => selected.has(id));
  const mayChange = tab === 'active' && mayDo('Editor');

  return (
    <Stack direction="column" gap={2}>
      <SelectionBar
        selected={chosen.length}
        hint={mayChange ? 'Select blocks to release or allow them, or to change their end.' : ''}
        actions={chosen.length > 0 && <ActionButtons chosen={choose(chosen)} onRequest={onRequest} />}
        onClear={() => setSelected(new Set())}
        onRefresh={onRefresh}
      >
        <ExportButton query={query} />
      </SelectionBar>
      <ListFrame
        pages={pages}
        isFiltered={isFiltered(state)}
        onClearFilters={() => change(noFilters)}
        empty={emptyWords[tab]}
      >
        <BlocksTable
          tab={tab}
          blocks={pages.items}
          sort={sort}
          order={order}
          selected={mayChange ? selected : undefined}
          onSelect={setSelected}
          onSort={change}
        />
      </ListFrame>
    </Stack>
  );
}

const emptyWords = {
  active: {
    message: 'Nobody is blocked',
    next: 'A block appears here as soon as a case comes true for a source. You can also block an address yourself.',
  },
  released: { message: 'Nothing was released yet', next: 'Blocks that end or are released are kept here.' },
} as const;
