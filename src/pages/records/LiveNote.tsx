import { Badge, Stack, Text } from '@grafana/ui';

/** Whether the live tail runs, or waits for the person to come back to the newest record. */
export function LiveNote({ isRunning }: { readonly isRunning: boolean }) {
  return (
    <Stack gap={1} alignItems="center">
      <Badge
        color={isRunning ? 'green' : 'orange'}
        icon={isRunning ? 'play' : 'pause'}
        text={isRunning ? 'Live' : 'Paused'}
      />
      <Text color="secondary" variant="bodySmall">
        {isRunning ? 'New records appear at the top.' : 'Scroll to the top to see new records as they come.'}
      </Text>
    </Stack>
  );
}
