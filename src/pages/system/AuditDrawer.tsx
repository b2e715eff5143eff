import { dateTimeFormat } from '@grafana/data';
import { Drawer, EmptyState, InteractiveTable, LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import type { Column } from '@grafana/ui';
import { useMemo } from 'react';
import { actionWords } from '../../components/actionWords.ts';
import { changedWords } from '../../components/changedWords.ts';
import { FactList } from '../../components/FactList.tsx';
import { Instant } from '../../components/Instant.tsx';
import { DiffValue } from './DiffValue.tsx';
import { diffOf } from './diffOf.ts';
import type { Difference } from './diffOf.ts';
import type { AuditEvent } from './systemState.ts';

interface Props {
  /** Undefined: not among those that are shown. */
  readonly event: AuditEvent | undefined;
  readonly isLoading: boolean;
  readonly onClose: () => void;
}

/** One change: who, when, and what it was before and after. */
export function AuditDrawer({ event, isLoading, onClose }: Props) {
  return (
    <Drawer title={event === undefined ? 'A change' : actionWords(event.action)} size="md" onClose={onClose}>
      {event === undefined && isLoading && <LoadingPlaceholder text="Loading …" />}
      {event === undefined && !isLoading && (
        <EmptyState variant="not-found" message="This change is not among those that are shown">
          Clear the filters, or show more of the list.
        </EmptyState>
      )}
      {event !== undefined && <Detail event={event} />}
    </Drawer>
  );
}

const columns: Column<Difference>[] = [
  {
    id: 'path',
    header: 'What',
    cell: ({ row: { original } }) => <Named words={changedWords(original.path)} name={original.path} />,
  },
  {
    id: 'before',
    header: 'Before',
    cell: ({ row: { original } }) => <DiffValue text={original.before} kind="before" />,
  },
  { id: 'after', header: 'After', cell: ({ row: { original } }) => <DiffValue text={original.after} kind="after" /> },
];

/** Words for people, and below them the name that the detector has for it. */
function Named({ words, name }: { readonly words: string; readonly name: string }) {
  return (
    <Stack direction="column" gap={0}>
      <span>{words}</span>
      {words !== name && (
        <Text color="secondary" variant="bodySmall">
          {name}
        </Text>
      )}
    </Stack>
  );
}

function Detail({ event }: { readonly event: AuditEvent }) {
  const differences = useMemo(() => diffOf(event.before, event.after, (ms) => dateTimeFormat(ms)), [event]);
  return (
    <Stack direction="column" gap={3}>
      <FactList
        facts={[
          ['When', <Instant key="at" at={event.at} />],
          ['Who', event.actor],
          ['What', <Named key="action" words={actionWords(event.action)} name={event.action} />],
          ['About', event.subject],
        ]}
      />
      {differences.length === 0 ? (
        <Text color="secondary">Nothing more is kept about it.</Text>
      ) : (
        <InteractiveTable columns={columns} data={differences} getRowId={({ path }: Difference) => path} />
      )}
    </Stack>
  );
}
