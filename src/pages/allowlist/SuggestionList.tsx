import { InteractiveTable } from '@grafana/ui';
import type { Column } from '@grafana/ui';
import { useMemo } from 'react';
import { AddressLink } from '../../components/AddressLink.tsx';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { Section } from '../../components/Section.tsx';
import { Sentence } from '../../components/Sentence.tsx';
import type { Suggestion } from './allowlistState.ts';

interface Props {
  readonly suggestions: readonly Suggestion[];
  readonly onAccept: (range: string) => void;
}

const kinds: Readonly<Record<Suggestion['why'], string>> = {
  'list-client': 'Fetches the list',
  'log-sender': 'Sends logs',
  'own-name': 'This server',
};

/** What belongs to this installation and is not on the list yet, each to be accepted by itself. */
export function SuggestionList({ suggestions, onAccept }: Props) {
  const columns = useMemo((): Column<Suggestion>[] => {
    return [
      { id: 'range', header: 'Address', cell: ({ row: { original } }) => <AddressLink address={original.range} /> },
      { id: 'why', header: 'What it is', cell: ({ row: { original } }) => kinds[original.why] },
      { id: 'reason', header: 'Why', cell: ({ row: { original } }) => <Sentence>{original.reason}</Sentence> },
      {
        id: 'accept',
        header: '',
        disableGrow: true,
        cell: ({ row: { original } }) => (
          <ChangeButton size="sm" onClick={() => onAccept(original.range)}>
            {`Allow ${original.range}`}
          </ChangeButton>
        ),
      },
    ];
  }, [onAccept]);
  const data = useMemo(() => [...suggestions], [suggestions]);
  if (suggestions.length === 0) return null;
  return (
    <Section
      title="Suggestions"
      lead="Addresses that this installation lives by. Allow those that are yours: a list that anybody may fetch has strangers among its clients."
    >
      <InteractiveTable columns={columns} data={data} getRowId={({ range }: Suggestion) => range} />
    </Section>
  );
}
