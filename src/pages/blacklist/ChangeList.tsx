import { dateTimeFormat } from '@grafana/data';
import { InteractiveTable, Text } from '@grafana/ui';
import type { Column } from '@grafana/ui';
import { useMemo } from 'react';
import { actionWords } from '../../components/actionWords.ts';
import { CutText } from '../../components/CutText.tsx';
import { Instant } from '../../components/Instant.tsx';
import { changeDetail } from './changeDetail.ts';
import type { Change } from './changeDetail.ts';

const columns: Column<Change>[] = [
  { id: 'at', header: 'Time', cell: ({ row: { original } }) => <Instant at={original.at} /> },
  { id: 'actor', header: 'Who', cell: ({ row: { original } }) => <CutText text={original.actor} /> },
  { id: 'action', header: 'What', cell: ({ row: { original } }) => actionWords(original.action) },
  {
    id: 'after',
    header: 'Details',
    cell: ({ row: { original } }) => <CutText text={changeDetail(original, (ms) => dateTimeFormat(ms))} width="long" />,
  },
];

/** What people and the detector changed, the newest first. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  const data = useMemo(() => [...changes], [changes]);
  if (data.length === 0) return <Text color="secondary">Nobody has changed anything about it.</Text>;
  return <InteractiveTable columns={columns} data={data} getRowId={({ id }: Change) => String(id)} />;
}
