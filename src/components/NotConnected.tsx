import { Alert, Stack } from '@grafana/ui';
import { pluginId } from '../pluginId.ts';
import { Sentence } from './Sentence.tsx';
import { PlaceButton } from './PlaceButton.tsx';

/** What there is to do before any page can show anything. */
export function NotConnected() {
  return (
    <Alert severity="info" title="Not connected yet">
      <Stack direction="column" gap={1} alignItems="flex-start">
        <Sentence>
          This app does not know yet where the detector is. An administrator sets its address and token in the
          configuration of this app.
        </Sentence>
        <PlaceButton size="sm" icon="cog" href={`/plugins/${pluginId}`}>
          Configuration
        </PlaceButton>
      </Stack>
    </Alert>
  );
}
