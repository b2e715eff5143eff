import { InteractiveTable, Text } from '@grafana/ui';
import type { Column } from '@grafana/ui';
import { useMemo } from 'react';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { CutText } from '../../components/CutText.tsx';
import { Instant } from '../../components/Instant.tsx';
import { withSource } from './withSource.tsx';

type StoredRecord = Answer<'GET /blacklist/verdict'>['records'][number];

interface Props {
  readonly records: readonly StoredRecord[];
  /** Of a range, each row says whose it is. */
  readonly isRange: boolean;
}

const columns: Column<StoredRecord>[] = [
  { id: 'at', header: 'Time', cell: ({ row: { original } }) => <Instant at={original.at} /> },
  { id: 'destination', header: 'Destination', cell: ({ row: { original } }) => original.destination },
  { id: 'destinationPort', header: 'Port', cell: ({ row: { original } }) => original.destinationPort },
  { id: 'action', header: 'Action', cell: ({ row: { original } }) => <CutText text={original.action} width="short" /> },
  { id: 'rule', header: 'Rule', cell: ({ row: { original } }) => <CutText text={original.rule} /> },
  {
    id: 'threat',
    header: 'Threat',
    visible: (records) => records.some(({ threatName, threatId }) => threatName !== '' || threatId !== ''),
    cell: ({ row: { original } }) => <CutText text={original.threatName || original.threatId} />,
  },
];

const rangeColumns = withSource(columns);

/** The newest records of a source that are still stored. */
export function RecordLines({ records, isRange }: Props) {
  const data = useMemo(() => [...records], [records]);
  if (data.length === 0) {
    return (
      <Text color="secondary">No record of it is stored any more; the evidence above is kept with the block.</Text>
    );
  }
  return (
    <InteractiveTable columns={isRange ? rangeColumns : columns} data={data} getRowId={({ id }: StoredRecord) => id} />
  );
}
