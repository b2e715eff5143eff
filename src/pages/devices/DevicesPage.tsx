import { PluginPage } from '@grafana/runtime';
import { useState } from 'react';
import { useAnswer } from '../../api/useAnswer.ts';
import { Answered } from '../../components/Answered.tsx';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { useUrlState } from '../../components/useUrlState.ts';
import { DevicesDrawers } from './DevicesDrawers.tsx';
import { DevicesReport } from './DevicesReport.tsx';
import { devicesFields, noDrawer } from './devicesState.ts';
import { emptyLine } from './sampleLine.ts';
import type { SampleLine } from './sampleLine.ts';

const everyMs = 10_000;

/** The firewalls that send logs, how they do, and who sends without being registered. */
export function DevicesPage() {
  const [state, change] = useUrlState(devicesFields);
  const [line, setLine] = useState<SampleLine>(emptyLine);
  const asked = useAnswer('GET /devices', {}, { everyMs });

  function test(entered: SampleLine): void {
    setLine(entered);
    change({ ...noDrawer, test: 'line' }, { isStep: true });
  }

  return (
    <PluginPage
      subTitle="The firewalls that send logs, how they do, and who sends without being registered."
      actions={
        <>
          <ChangeButton role="Admin" icon="search" onClick={() => test(emptyLine)}>
            Test a line
          </ChangeButton>
          <ChangeButton
            role="Admin"
            icon="plus"
            variant="primary"
            onClick={() => change({ ...noDrawer, edit: 'new' }, { isStep: true })}
          >
            Register a firewall
          </ChangeButton>
        </>
      }
    >
      <Answered of={asked}>
        {(report) => (
          <>
            <DevicesReport report={report} change={change} onRegistered={asked.reload} />
            <DevicesDrawers
              report={report}
              state={state}
              change={change}
              line={line}
              onTest={test}
              onChanged={asked.reload}
            />
          </>
        )}
      </Answered>
    </PluginPage>
  );
}
