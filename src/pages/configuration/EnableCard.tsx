import { Badge, Button, Stack, Text } from '@grafana/ui';
import { useState } from 'react';
import { ConfirmChange } from '../../components/ConfirmChange.tsx';

interface Props {
  readonly isEnabled: boolean;
  readonly isBusy: boolean;
  readonly onEnable: (isEnabled: boolean) => Promise<void>;
}

/** Whether the app stands in Grafana's menu. */
export function EnableCard({ isEnabled, isBusy, onEnable }: Props) {
  const [isAsked, setAsked] = useState(false);
  return (
    <Stack gap={2} alignItems="center" wrap="wrap">
      <Badge text={isEnabled ? 'Enabled' : 'Disabled'} color={isEnabled ? 'green' : 'orange'} />
      <Text color="secondary">
        {isEnabled ? 'The pages of this app stand in the menu.' : 'The pages of this app are not shown.'}
      </Text>
      <Button
        size="sm"
        variant={isEnabled ? 'secondary' : 'primary'}
        disabled={isBusy}
        onClick={() => (isEnabled ? setAsked(true) : void onEnable(true))}
      >
        {isEnabled ? 'Disable' : 'Enable'}
      </Button>
      {isAsked && (
        <ConfirmChange
          title="Disable this app"
          confirm="Disable"
          isRunning={isBusy}
          fault={undefined}
          onConfirm={() => onEnable(false)}
          onClose={() => setAsked(false)}
        >
          Its pages leave the menu for everybody in this organization. The detector goes on as it is: it still finds and
          blocks, and firewalls still get the list.
        </ConfirmChange>
      )}
    </Stack>
  );
}
