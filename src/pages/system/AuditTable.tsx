import { Button, InteractiveTable } from '@grafana/ui';
import type { Column } from '@grafana/ui';
import { useMemo } from 'react';
import { actionWords } from '../../components/actionWords.ts';
import { CutText } from '../../components/CutText.tsx';
import { Instant } from '../../components/Instant.tsx';
import type { AuditEvent } from './systemState.ts';

interface Props {
  readonly events: readonly AuditEvent[];
  readonly onOpen: (id: number) => void;
}

/** Changes, each with the way to what it changed. */
export function AuditTable({ events, onOpen }: Props) {
  const data = useMemo(() => [...events], [events]);
  const columns = useMemo(() => auditColumns(onOpen), [onOpen]);
  return <InteractiveTable columns={columns} data={data} getRowId={({ id }: AuditEvent) => String(id)} />;
}

function auditColumns(onOpen: Props['onOpen']): Column<AuditEvent>[] {
  return [
    { id: 'at', header: 'When', cell: ({ row: { original } }) => <Instant at={original.at} /> },
    { id: 'actor', header: 'Who', cell: ({ row: { original } }) => <CutText text={original.actor} /> },
    { id: 'action', header: 'What', cell: ({ row: { original } }) => actionWords(original.action) },
    {
      id: 'subject',
      header: 'About',
      cell: ({ row: { original } }) => <CutText text={original.subject} width="long" />,
    },
    {
      id: 'details',
      header: '',
      disableGrow: true,
      cell: ({ row: { original } }) => (
        <Button size="sm" variant="secondary" fill="text" onClick={() => onOpen(original.id)}>
          What changed
        </Button>
      ),
    },
  ];
}
