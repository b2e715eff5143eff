import { Checkbox, Stack, Text } from '@grafana/ui';
import type { Column } from '@grafana/ui';
import { AddressLink } from '../../components/AddressLink.tsx';
import { CaseName } from '../../components/CaseName.tsx';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { CutText } from '../../components/CutText.tsx';
import { Instant } from '../../components/Instant.tsx';
import { findingSentence } from './findingSentence.ts';
import type { Finding } from './findingSentence.ts';
import type { PageProps } from './pageProps.ts';

interface Parts extends Pick<PageProps, 'onWish'> {
  readonly items: readonly Finding[];
  /** Undefined: nothing can be selected. */
  readonly selected: ReadonlySet<number> | undefined;
  readonly setSelected: (ids: ReadonlySet<number>) => void;
  readonly isHeld: boolean;
}

/** Columns of findings; held ones can be selected and decided on. */
export function findingColumns({ items, selected, setSelected, isHeld, onWish }: Parts): Column<Finding>[] {
  return [
    ...(selected === undefined ? [] : [selectionColumn(items, selected, setSelected)]),
    { id: 'source', header: 'Source', cell: ({ row: { original } }) => <AddressLink address={original.source} /> },
    {
      id: 'what',
      header: 'Finding',
      cell: ({ row: { original } }) => (
        <Stack direction="column" gap={0}>
          <CaseName of={original.case} />
          <Text variant="bodySmall" color="secondary">
            <CutText text={findingSentence(original)} width="long" />
          </Text>
        </Stack>
      ),
    },
    {
      id: 'location',
      header: 'Country',
      cell: ({ row: { original } }) => <CutText text={original.location} width="short" />,
    },
    {
      id: 'because',
      header: 'Why',
      cell: ({ row: { original } }) => (
        <Text variant="bodySmall" color="secondary">
          {original.because}
        </Text>
      ),
    },
    { id: 'at', header: 'Found', cell: ({ row: { original } }) => <Instant at={original.at} /> },
    ...(isHeld ? [decisionColumn(onWish)] : []),
  ];
}

function selectionColumn(
  items: readonly Finding[],
  selected: ReadonlySet<number>,
  setSelected: (ids: ReadonlySet<number>) => void,
): Column<Finding> {
  const isAll = items.every(({ id }) => selected.has(id));
  return {
    id: 'selection',
    disableGrow: true,
    header: () => (
      <Checkbox
        aria-label="Select all that are shown"
        value={isAll}
        indeterminate={selected.size > 0 && !isAll}
        onChange={() => setSelected(isAll ? new Set() : new Set(items.map(({ id }) => id)))}
      />
    ),
    cell: ({ row: { original } }) => (
      <Checkbox
        aria-label={`Select the finding about ${original.source}`}
        value={selected.has(original.id)}
        onChange={() => setSelected(toggled(selected, original.id))}
      />
    ),
  };
}

function toggled(ids: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const after = new Set(ids);
  if (!after.delete(id)) after.add(id);
  return after;
}

function decisionColumn(onWish: PageProps['onWish']): Column<Finding> {
  return {
    id: 'decision',
    disableGrow: true,
    cell: ({ row: { original } }) => {
      const decide = (decision: 'block' | 'dismiss') =>
        onWish({ kind: 'decide', decision, ids: [original.id], what: original.source });
      return (
        <Stack gap={1}>
          <ChangeButton size="sm" onClick={() => decide('block')}>
            Block
          </ChangeButton>
          <ChangeButton size="sm" onClick={() => decide('dismiss')}>
            Dismiss
          </ChangeButton>
        </Stack>
      );
    },
  };
}
