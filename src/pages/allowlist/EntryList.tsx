import { Button, EmptyState, FilterInput, InteractiveTable, Stack, Text } from '@grafana/ui';
import { useMemo } from 'react';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { mayDo } from '../../components/mayDo.ts';
import { countWords, numberWords } from '../../components/numberWords.ts';
import { useDraft } from '../../components/useDraft.ts';
import { matchingEntries } from './allowlistState.ts';
import type { AllowEntry } from './allowlistState.ts';
import { entryColumns } from './entryColumns.tsx';

interface Props {
  readonly entries: readonly AllowEntry[];
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly onAdd: () => void;
  readonly onRemove: (entry: AllowEntry) => void;
}

const pageSize = 50;

/** The entries in force, by range, searched as one types. */
export function EntryList({ entries, search, onSearch, onAdd, onRemove }: Props) {
  const [draft, write] = useDraft(search, onSearch, 200);
  const columns = useMemo(() => entryColumns(mayDo('Editor') ? onRemove : undefined), [onRemove]);
  const shown = useMemo(() => matchingEntries(entries, search), [entries, search]);

  if (entries.length === 0) {
    return (
      <EmptyState
        variant="call-to-action"
        message="Nothing is allowed yet"
        button={
          <ChangeButton icon="plus" variant="primary" onClick={onAdd}>
            Allow an address
          </ChangeButton>
        }
      >
        Put on it what must never be blocked: partners, your own scanners, remote offices.
      </EmptyState>
    );
  }
  return (
    <Stack direction="column" gap={2}>
      <Stack gap={2} alignItems="center" justifyContent="space-between">
        <FilterInput
          aria-label="Search the allowlist"
          placeholder="Range, reason or author"
          width={40}
          escapeRegex={false}
          value={draft}
          onChange={write}
        />
        <Text color="secondary" variant="bodySmall">
          {shown.length === entries.length ? '' : `${numberWords(shown.length)} of `}
          {countWords(entries.length, 'entry', 'entries')}
        </Text>
      </Stack>
      {shown.length === 0 ? (
        <EmptyState
          variant="not-found"
          message="No entry has this in it"
          button={
            <Button variant="secondary" onClick={() => onSearch('')}>
              Clear the search
            </Button>
          }
        />
      ) : (
        <InteractiveTable
          columns={columns}
          data={shown}
          getRowId={({ id }: AllowEntry) => String(id)}
          pageSize={shown.length > pageSize ? pageSize : 0}
        />
      )}
    </Stack>
  );
}
