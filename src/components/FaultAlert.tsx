import { Alert, Button, Stack } from '@grafana/ui';
import type { ApiFault } from '../api/fault.ts';
import { pluginId } from '../pluginId.ts';
import { NotConnected } from './NotConnected.tsx';
import { Sentence } from './Sentence.tsx';
import { useIsConnected } from './useIsConnected.ts';
import { PlaceButton } from './PlaceButton.tsx';

const titles = {
  forbidden: 'Your role may not do this',
  unreachable: 'The detector can’t be reached',
  'not-set-up': 'The detector does not answer to this app',
  refused: 'This will not do',
  broken: 'Something went wrong',
} as const;

/** Says what failed and offers what helps: try again, or the configuration. */
export function FaultAlert({ fault, onRetry }: { readonly fault: ApiFault; readonly onRetry?: () => void }) {
  const isConnected = useIsConnected();
  const isLasting = fault.kind === 'forbidden' || fault.kind === 'refused';
  const leadsToConfiguration = fault.kind === 'unreachable' || fault.kind === 'not-set-up';
  if (leadsToConfiguration && !isConnected) return <NotConnected />;
  return (
    <Alert severity={fault.kind === 'forbidden' ? 'info' : 'error'} title={titles[fault.kind]}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        {fault.faults.length > 1 ? (
          <ul>
            {fault.faults.map((sentence) => (
              <li key={sentence}>
                <Sentence>{sentence}</Sentence>
              </li>
            ))}
          </ul>
        ) : (
          <Sentence>{fault.message}</Sentence>
        )}
        <Stack gap={1}>
          {onRetry !== undefined && !isLasting && (
            <Button size="sm" variant="secondary" icon="sync" onClick={onRetry}>
              Try again
            </Button>
          )}
          {leadsToConfiguration && (
            <PlaceButton size="sm" variant="secondary" icon="cog" href={`/plugins/${pluginId}`}>
              Configuration
            </PlaceButton>
          )}
        </Stack>
      </Stack>
    </Alert>
  );
}
