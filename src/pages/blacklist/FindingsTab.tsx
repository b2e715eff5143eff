import { Button, IconButton, InteractiveTable, Stack, Text } from '@grafana/ui';
import { useCallback, useMemo, useState } from 'react';
import { usePages } from '../../api/usePages.ts';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { mayDo } from '../../components/mayDo.ts';
import { filtersOf } from './blacklistState.ts';
import { findingColumns } from './findingColumns.tsx';
import { FindingEvidence } from './FindingEvidence.tsx';
import type { Finding } from './findingSentence.ts';
import { ListFrame } from '../../components/ListFrame.tsx';
import type { PageProps } from './pageProps.ts';
import { useReloadOn } from './useReloadOn.ts';

interface Props extends PageProps {
  readonly tab: 'held' | 'refused' | 'watched';
}

const pageSize = 100;
const outcomes = { held: 'hold', refused: 'refuse', watched: 'watch' } as const;

/** Findings that wait for a word, were turned down, or were only watched. */
export function FindingsTab({ state, change, refreshedAt, onWish, onRefresh, tab }: Props) {
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
  const columns = useMemo(
    () =>
      findingColumns({ items: pages.items, selected: mayDecide ? selected : undefined, isHeld, setSelected, onWish }),
    [pages.items, selected, mayDecide, isHeld, onWish],
  );
  const chosen = pages.items.filter(({ id }) => selected.has(id));
  const decide = (decision: 'block' | 'dismiss') =>
    onWish({ kind: 'decide', decision, ids: chosen.map(({ id }) => id), what: whatOf(chosen) });

  return (
    <Stack direction="column" gap={2}>
      <Stack justifyContent="space-between" alignItems="center" gap={2} wrap="wrap">
        <Stack gap={1} alignItems="center" wrap="wrap">
          {chosen.length === 0 ? (
            <Text color="secondary" variant="bodySmall">
              {about[tab]}
            </Text>
          ) : (
            <>
              <Text>{`${chosen.length} selected`}</Text>
              <ChangeButton size="sm" icon="ban" onClick={() => decide('block')}>
                Block
              </ChangeButton>
              <ChangeButton size="sm" icon="times" onClick={() => decide('dismiss')}>
                Dismiss
              </ChangeButton>
              <Button size="sm" variant="secondary" fill="text" onClick={() => setSelected(new Set())}>
                Select none
              </Button>
            </>
          )}
        </Stack>
        <IconButton name="sync" size="lg" tooltip="Load anew" onClick={onRefresh} />
      </Stack>
      <ListFrame
        pages={pages}
        isFiltered={Object.keys(filtersOf(state, refreshedAt)).length > 0}
        onClearFilters={() => change({ search: '', case: '', country: '', device: '', age: '' })}
        empty={empty[tab]}
      >
        <InteractiveTable
          columns={columns}
          data={data}
          getRowId={({ id }: Finding) => String(id)}
          renderExpandedRow={(finding: Finding) => <FindingEvidence finding={finding} />}
        />
      </ListFrame>
    </Stack>
  );
}

function whatOf(findings: readonly Finding[]): string {
  const sources = new Set(findings.map(({ source }) => source));
  return sources.size === 1 ? findings[0].source : `${sources.size} sources`;
}

const about = {
  held: 'These wait for a word: block the source, or dismiss the finding.',
  refused: 'A case came true for these, and a rule of safety kept them from being blocked.',
  watched: 'Cases that only watch came true for these; nobody was blocked.',
} as const;

const empty = {
  held: { message: 'Nothing waits for a word', next: 'What looks like answers to your own requests is held here.' },
  refused: { message: 'Nothing was refused', next: 'Allowed and own addresses that trip a case are shown here.' },
  watched: { message: 'Nothing was watched', next: 'Set a case to watch on the page “Defense cases” to try it first.' },
} as const;
