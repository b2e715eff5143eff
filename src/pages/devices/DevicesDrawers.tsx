import { DeviceDrawer } from './DeviceDrawer.tsx';
import { DeviceFormDrawer } from './DeviceFormDrawer.tsx';
import type { Report } from './deviceRow.ts';
import { noDrawer } from './devicesState.ts';
import type { ChangeDevices, DevicesState } from './devicesState.ts';
import { emptyWish, wishOfFile, wishOfSender } from './deviceWish.ts';
import type { LineToTest } from './lineToTest.ts';
import { TestDrawer } from './TestDrawer.tsx';

interface Props {
  readonly report: Report;
  readonly state: DevicesState;
  readonly change: ChangeDevices;
  readonly line: LineToTest;
  readonly onTest: (line: LineToTest) => void;
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
        given={edited ?? wishOf(state)}
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

function wishOf({ host, input, file }: DevicesState) {
  if (file !== '') return wishOfFile(file);
  return host === '' && input === '' ? emptyWish : wishOfSender({ host, input });
}
