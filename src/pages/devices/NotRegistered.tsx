import { InteractiveTable } from '@grafana/ui';
import { useMemo } from 'react';
import { useChange } from '../../api/useChange.ts';
import { FaultAlert } from '../../components/FaultAlert.tsx';
import { Section } from '../../components/Section.tsx';
import type { Report, Request } from './deviceRow.ts';
import { noDrawer } from './devicesState.ts';
import type { ChangeDevices } from './devicesState.ts';
import { StrayContext, strayColumns } from './strayColumns.tsx';
import { straysOf } from './straysOf.ts';
import type { Stray } from './straysOf.ts';

interface Props {
  readonly report: Report;
  readonly change: ChangeDevices;
  readonly onRegistered: () => void;
}

const pageSize = 20;

/** Who sends, or writes a log file, without being registered: each to be registered with a click, or after a look. */
export function NotRegistered({ report, change, onRegistered }: Props) {
  const { run, isRunning, fault } = useChange('POST /devices', ({ name }) => `Registered ${name}.`);
  const strays = useMemo(() => straysOf(report), [report]);

  async function register(request: Request): Promise<void> {
    const body = { ...request, hosts: [...request.hosts], files: [...request.files], senders: [...request.senders] };
    if ((await run({ body })) !== undefined) onRegistered();
  }

  function edit({ given }: Stray): void {
    change({ ...noDrawer, edit: 'new', ...given }, { isStep: true });
  }

  return (
    <Section
      title="Not registered"
      lead="Lines of these senders are counted, not stored; files wait to be read from their start. Anyone who reaches the intake can appear here."
    >
      {fault !== undefined && <FaultAlert fault={fault} />}
      <StrayContext.Provider value={{ isRunning, onRegister: (request) => void register(request), onEdit: edit }}>
        <InteractiveTable
          columns={strayColumns}
          data={strays}
          getRowId={({ key }: Stray) => key}
          pageSize={pageSize}
          autoResetPage={false}
        />
      </StrayContext.Provider>
    </Section>
  );
}
