import type { Column } from '@grafana/ui';
import { InteractiveTable } from '@grafana/ui';
import { useMemo } from 'react';
import type { SetUp } from './setupState.ts';

type Cut = SetUp['sensor']['cuts'][number];

/** What the sensor rule ends where no rule above lets it through. */
export function CutTable({ cuts }: { readonly cuts: readonly Cut[] }) {
  const data = useMemo(() => [...cuts], [cuts]);
  return <InteractiveTable columns={columns} data={data} getRowId={({ what }: Cut) => what} />;
}

const columns: Column<Cut>[] = [
  { id: 'what', header: 'What it would cut' },
  { id: 'where', header: 'Application or port' },
];
