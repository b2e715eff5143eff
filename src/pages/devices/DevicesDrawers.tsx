import { DeviceDrawer } from './DeviceDrawer.tsx';
import { DeviceFormDrawer } from './DeviceFormDrawer.tsx';
import type { Report } from './deviceRow.ts';
import { noDrawer } from './devicesState.ts';
import type { ChangeDevices, DevicesState } from './devicesState.ts';
import { emptyRequest, requestOfFile, requestOfSender } from './deviceRequest.ts';
import type { SampleLine } from './sampleLine.ts';
import { TestDrawer } from './TestDrawer.tsx';

interface Props {
  readonly report: Report;
  readonly state: DevicesState;
  readonly change: ChangeDevices;
  readonly line: SampleLine;
  readonly onTest: (line: SampleLine) => void;
  readonly onChanged: () => void;
}

/** The drawer that the URL names, if it names one. */
export function DevicesDrawers({ report, state, change, line, onTest, onChanged }: Props) {
  const close = (): void => change(noDrawer, { isStep: true });
  if (state.test !== '') return <TestDrawer given={line} onClose={close} />;
  const edited = report.devices.find(({ id }) => String(id) === state.edit);
  if (state.edit === 'new' || edited !== undefined) {
    return (
      <DeviceFormDrawer
        key={state.edit}
        device={edited}
        given={edited ?? requestOf(state)}
        report={report}
        onClose={close}
        onSaved={(id) => {
          onChanged();
          change({ ...noDrawer, device: String(id) });
        }}
      />
    );
  }
  if (state.device === '') return null;
  return (
    <DeviceDrawer
      device={report.devices.find(({ id }) => String(id) === state.device)}
      report={report}
      onTest={onTest}
      onEdit={(id) => change({ ...noDrawer, edit: String(id) }, { isStep: true })}
      onRemoved={() => {
        onChanged();
        change(noDrawer);
      }}
      onClose={close}
    />
  );
}

function requestOf({ host, input, file }: DevicesState) {
  if (file !== '') return requestOfFile(file);
  return host === '' && input === '' ? emptyRequest : requestOfSender({ host, input });
}
