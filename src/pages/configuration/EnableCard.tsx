import { Alert, Button, Stack } from '@grafana/ui';

interface Props {
  readonly isBusy: boolean;
  readonly onEnable: () => Promise<void>;
}

/** Says that the app is not enabled, and enables it. Grafana itself offers to disable it, at the top of its page. */
export function EnableCard({ isBusy, onEnable }: Props) {
  return (
    <Alert severity="info" title="This app is not enabled">
      <Stack direction="column" gap={1} alignItems="flex-start">
        Its pages stand in nobody’s menu. Saving an address and a token enables it, too.
        <Button size="sm" disabled={isBusy} onClick={() => void onEnable()}>
          Enable the app
        </Button>
      </Stack>
    </Alert>
  );
}
