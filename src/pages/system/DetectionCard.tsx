import { Badge, Box, Stack, Text } from '@grafana/ui';
import { useState } from 'react';
import { useChange } from '../../api/useChange.ts';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { ChangeDialog } from '../../components/ChangeDialog.tsx';
import { FaultAlert } from '../../components/FaultAlert.tsx';

interface Props {
  readonly isOn: boolean;
  readonly onChanged: () => void;
}

/** Whether detection is on, with the ways to turn it on and off and to restart it. */
export function DetectionCard({ isOn, onChanged }: Props) {
  const [asked, setAsked] = useState<'off' | 'restart'>();
  const toggle = useChange('POST /system/detection', ({ on }) => `Detection is ${on ? 'on' : 'off'}.`);
  const restart = useChange('POST /system/restart', () => 'Detection was restarted.');

  function done(answer: object | undefined): void {
    if (answer === undefined) return;
    setAsked(undefined);
    onChanged();
  }

  function close(): void {
    toggle.clear();
    restart.clear();
    setAsked(undefined);
  }

  return (
    <Box backgroundColor="secondary" borderRadius="default" padding={2}>
      <Stack direction="column" gap={2}>
        <Stack gap={2} alignItems="center" justifyContent="space-between" wrap="wrap">
          <Stack gap={2} alignItems="center">
            <Badge text={isOn ? 'On' : 'Off'} color={isOn ? 'green' : 'orange'} icon={isOn ? 'check' : 'pause'} />
            <Stack direction="column" gap={0}>
              <Text element="h2" variant="h5">
                Detection
              </Text>
              <Text color="secondary">
                {isOn
                  ? 'Records are stored and looked at; who scans or attacks is blocked.'
                  : 'Records are stored, but nothing is found and nobody new is blocked.'}
              </Text>
            </Stack>
          </Stack>
          <Stack gap={1}>
            <ChangeButton role="Admin" icon="sync" onClick={() => setAsked('restart')}>
              Restart detection
            </ChangeButton>
            {isOn ? (
              <ChangeButton role="Admin" variant="destructive" onClick={() => setAsked('off')}>
                Turn off
              </ChangeButton>
            ) : (
              <ChangeButton
                role="Admin"
                variant="primary"
                isDisabled={toggle.isRunning}
                onClick={() => void toggle.run({ body: { on: true } }).then(done)}
              >
                Turn on
              </ChangeButton>
            )}
          </Stack>
        </Stack>
        {asked === undefined && toggle.fault !== undefined && <FaultAlert fault={toggle.fault} />}
      </Stack>
      {asked === 'off' && (
        <ChangeDialog
          title="Turn detection off"
          confirm="Turn off"
          variant="destructive"
          isRunning={toggle.isRunning}
          fault={toggle.fault}
          onConfirm={() => void toggle.run({ body: { on: false } }).then(done)}
          onClose={close}
        >
          Nothing is found and nobody new is blocked until it is turned on again, over a restart as well. Records are
          still stored, blocks that stand are kept and end as before, and firewalls still get the list.
        </ChangeDialog>
      )}
      {asked === 'restart' && (
        <ChangeDialog
          title="Restart detection"
          confirm="Restart"
          variant="destructive"
          isRunning={restart.isRunning}
          fault={restart.fault}
          onConfirm={() => void restart.run({}).then(done)}
          onClose={close}
        >
          The intake closes for a moment and the windows are loaded anew from what is stored. Files are read on where
          they stood; what is sent over the network meanwhile may be lost. The list is served all the while.
        </ChangeDialog>
      )}
    </Box>
  );
}
