import { Drawer, EmptyState, Stack } from '@grafana/ui';
import { useState } from 'react';
import { useChange } from '../../api/useChange.ts';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { ChangeDialog } from '../../components/ChangeDialog.tsx';
import { DashboardLink } from '../../components/DashboardLink.tsx';
import { DeviceBadges } from './DeviceBadges.tsx';
import { DeviceFacts } from './DeviceFacts.tsx';
import type { Device, Report } from './deviceRow.ts';
import { LackingFields } from './LackingFields.tsx';
import type { SampleLine } from './sampleLine.ts';
import { UnreadableLines } from './UnreadableLines.tsx';

interface Props {
  /** Undefined: no device has this number. */
  readonly device: Device | undefined;
  readonly report: Report;
  readonly onTest: (line: SampleLine) => void;
  readonly onEdit: (id: number) => void;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}

/** Everything about one firewall. */
export function DeviceDrawer({ device, report, onTest, onEdit, onRemoved, onClose }: Props) {
  const [isLeaving, setLeaving] = useState(false);
  const { run, isRunning, fault, clear } = useChange('DELETE /devices/:id', ({ name }) => `Removed ${name}.`);
  if (device === undefined) {
    return (
      <Drawer title="Device" size="md" onClose={onClose}>
        <EmptyState variant="not-found" message="No device has this number">
          It may have been removed. Close this and look at the list.
        </EmptyState>
      </Drawer>
    );
  }
  const { id, name, timeZone, format } = device;

  async function remove(): Promise<void> {
    if ((await run({ params: { id } })) !== undefined) onRemoved();
  }

  return (
    <Drawer title={name} subtitle={<DeviceBadges device={device} />} size="md" onClose={onClose}>
      <Stack direction="column" gap={3}>
        <Stack gap={1} wrap="wrap">
          <ChangeButton role="Admin" icon="pen" onClick={() => onEdit(id)}>
            Edit
          </ChangeButton>
          <ChangeButton role="Admin" icon="trash-alt" onClick={() => setLeaving(true)}>
            Remove
          </ChangeButton>
          <DashboardLink to="firewalls" about={name} />
        </Stack>
        <DeviceFacts device={device} />
        <LackingFields lacks={device.lacks} recommended={report.recommendedFormat} />
        <UnreadableLines unreadable={device.unreadable} onTest={(line) => onTest({ line, timeZone, format })} />
      </Stack>
      {isLeaving && (
        <ChangeDialog
          title={`Remove ${name}?`}
          confirm="Remove"
          variant="destructive"
          isRunning={isRunning}
          fault={fault}
          onConfirm={() => void remove()}
          onClose={() => {
            clear();
            setLeaving(false);
          }}
        >
          <div>
            From now on its lines are not stored and find nothing. Its records, findings and blocks stay. Its addresses
            are no longer kept off the blacklist as those of a log sender.
          </div>
        </ChangeDialog>
      )}
    </Drawer>
  );
}
