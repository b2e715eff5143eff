import { Alert, EmptyState, Stack, TextLink } from '@grafana/ui';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { pagePath } from '../../pagePath.ts';
import { DevicesTable } from './DevicesTable.tsx';
import type { Report } from './deviceRow.ts';
import { noDrawer } from './devicesState.ts';
import type { ChangeDevices } from './devicesState.ts';
import { LostLines } from './LostLines.tsx';
import { NotRegistered } from './NotRegistered.tsx';

interface Props {
  readonly report: Report;
  readonly change: ChangeDevices;
  readonly onRegistered: () => void;
}

/** Who sends logs: those that are registered, those that are not, and what was lost. */
export function DevicesReport({ report, change, onRegistered }: Props) {
  const { devices, unregistered, files, folderFault, lost, logFolder } = report;
  const isOffered = unregistered.length + files.length > 0;
  return (
    <Stack direction="column" gap={4}>
      {folderFault !== null && (
        <Alert severity="warning" title="The log folder can’t be looked into">
          {folderFault}
        </Alert>
      )}
      {devices.length === 0 ? (
        <EmptyState
          variant="call-to-action"
          message="No firewall is registered, so nothing is stored"
          button={
            <ChangeButton
              role="Admin"
              icon="plus"
              variant="primary"
              onClick={() => change({ ...noDrawer, edit: 'new' }, { isStep: true })}
            >
              Register a firewall
            </ChangeButton>
          }
        >
          {isOffered
            ? 'Logs arrive already: register who sends them below.'
            : `Let the firewall send its logs here by syslog, or let rsyslog write them to ${logFolder}. Whoever sends appears here, to be registered with a click.`}{' '}
          <TextLink inline href={pagePath('setup')}>
            Firewall set-up
          </TextLink>
        </EmptyState>
      ) : (
        <DevicesTable devices={devices} />
      )}
      {isOffered && <NotRegistered report={report} change={change} onRegistered={onRegistered} />}
      {lost.length > 0 && <LostLines lost={lost} />}
    </Stack>
  );
}
