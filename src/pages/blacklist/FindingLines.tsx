import { InteractiveTable } from '@grafana/ui';
import type { Column } from '@grafana/ui';
import { useMemo } from 'react';
import { CaseName } from '../../components/CaseName.tsx';
import { CutText } from '../../components/CutText.tsx';
import { Instant } from '../../components/Instant.tsx';
import { findingSentence } from './findingSentence.ts';
import type { Finding } from './findingSentence.ts';
import { withSource } from './withSource.tsx';

const outcomes: Readonly<Record<Finding['outcome'], string>> = {
  block: 'Blocked',
  renew: 'Renewed',
  hold: 'Held',
  refuse: 'Refused',
  watch: 'Watched',
};

interface Props {
  readonly findings: readonly Finding[];
  /** Of a range, each row says whose it is. */
  readonly isRange: boolean;
}

const columns: Column<Finding>[] = [
  { id: 'at', header: 'Time', cell: ({ row: { original } }) => <Instant at={original.at} /> },
  { id: 'case', header: 'Case', cell: ({ row: { original } }) => <CaseName of={original.case} /> },
  {
    id: 'what',
    header: 'What',
    cell: ({ row: { original } }) => <CutText text={findingSentence(original)} width="long" />,
  },
  { id: 'outcome', header: 'Outcome', cell: ({ row: { original } }) => outcomes[original.outcome] },
];

const rangeColumns = withSource(columns);

/** The findings that led to a block or renewed it, the newest first. */
export function FindingLines({ findings, isRange }: Props) {
  const data = useMemo(() => [...findings], [findings]);
  return (
    <InteractiveTable
      columns={isRange ? rangeColumns : columns}
      data={data}
      getRowId={({ id }: Finding) => String(id)}
    />
  );
}
