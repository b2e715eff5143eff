import { InteractiveTable, Stack } from '@grafana/ui';
import { useCallback, useMemo, useState } from 'react';
import { usePages } from '../../api/usePages.ts';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { ListFrame } from '../../components/ListFrame.tsx';
import { mayDo } from '../../components/mayDo.ts';
import { Sentence } from '../../components/Sentence.tsx';
import { filtersOf, isFiltered, noFilters } from './blacklistState.ts';
import { findingColumns } from './findingColumns.tsx';
import { FindingEvidence } from './FindingEvidence.tsx';
import type { Finding } from './findingSentence.ts';
import type { PageProps } from './pageProps.ts';
import { SelectionContext } from './selectionColumn.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { useReloadOn } from './useReloadOn.ts';

interface Props extends PageProps {
  readonly tab: 'held' | 'refused' | 'watched';
}

const pageSize = 100;
const outcomes = { held: 'hold', refused: 'refuse', watched: 'watch' } as const;

/** Findings that wait for a decision, were turned down, or were only watched. */
export function FindingsTab({ state, change, refreshedAt, onRequest, onRefresh, tab }: Props) {
  const { case: name, ...others } = filtersOf(state, refreshedAt);
  const query = { outcome: outcomes[tab], ...others, ...(name === undefined ? {} : { case: name }), limit: pageSize };
  const pages = usePages('GET /blacklist/findings', { query });
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const { reload } = pages;
  const begin = useCallback(() => {
    setSelected(new Set());
    reload();
  }, [reload]);
  useReloadOn(refreshedAt, begin);
  const isHeld = tab === 'held';
  const mayDecide = isHeld && mayDo('Editor');
  const data = useMemo(() => [...pages.items], [pages.items]);
  const reasons = new Set(pages.items.map(({ because }) => because));
  const hasReasons = reasons.size > 1;
  const columns = useMemo(
    () => findingColumns({ isSelectable: mayDecide, isHeld, hasReasons, onRequest }),
    [mayDecide, isHeld, hasReasons, onRequest],
  );
  const selection = useMemo(
    () => ({ rows: pages.items, ids: selected, onSelect: setSelected }),
    [pages.items, selected],
  );
  const chosen = pages.items.filter(({ id }) => selected.has(id));
  const decide = (decision: 'block' | 'dismiss') =>
    onRequest({ kind: 'decide', decision, ids: chosen.map(({ id }) => id), what: whatOf(chosen) });

  return (
    <Stack direction="column" gap={2}>
      <SelectionBar
        selected={chosen.length}
        hint={about[tab]}
        actions={
          <>
            <ChangeButton size="sm" icon="ban" onClick={() => decide('block')}>
              Block
            </ChangeButton>
            <ChangeButton size="sm" icon="times" onClick={() => decide('dismiss')}>
              Dismiss
            </ChangeButton>
          </>
        }
        onClear={() => setSelected(new Set())}
        onRefresh={onRefresh}
      />
      <ListFrame
        pages={pages}
        isFiltered={isFiltered(state)}
        onClearFilters={() => change(noFilters)}
        empty={empty[tab]}
      >
        {!hasReasons && <Sentence>{pages.items.at(0)?.because}</Sentence>}
        <SelectionContext.Provider value={selection}>
          <InteractiveTable
            columns={columns}
            data={data}
            getRowId={({ id }: Finding) => String(id)}
            renderExpandedRow={(finding: Finding) => <FindingEvidence finding={finding} />}
          />
        </SelectionContext.Provider>
      </ListFrame>
    </Stack>
  );
}

function whatOf(findings: readonly Finding[]): string {
  const [source = '', ...others] = new Set(findings.map((finding) => finding.source));
  return others.length === 0 ? source : `${others.length + 1} sources`;
}

const about = {
  held: 'These wait for a decision: block the source, or dismiss the finding.',
  refused: 'A case came true for these, and a rule of safety kept them from being blocked.',
  watched: 'Cases that only watch came true for these: these findings blocked nobody.',
} as const;

const empty = {
  held: { message: 'Nothing waits for a decision', next: 'What looks like answers to your own requests is held here.' },
  refused: { message: 'Nothing was refused', next: 'Allowed and own addresses that trip a case are shown here.' },
  watched: { message: 'Nothing was watched', next: 'Set a case to watch on the page “Defense cases” to try it first.' },
} as const;
