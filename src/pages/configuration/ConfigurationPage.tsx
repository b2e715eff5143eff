import { Alert, Box, Button, LoadingPlaceholder, Stack } from '@grafana/ui';
import { mayDo } from '../../components/mayDo.ts';
import { ConnectionForm } from './ConnectionForm.tsx';
import { EnableCard } from './EnableCard.tsx';
import { TestReport } from './TestReport.tsx';
import { useConnection } from './useConnection.ts';

/** Where the detector is and what lets this app in. */
export function ConfigurationPage() {
  if (mayDo('Admin')) return <ConnectionSettings />;
  return <Alert severity="info" title="Only administrators of this organization configure this app" />;
}

function ConnectionSettings() {
  const connection = useConnection();
  const { stored, fault, isBusy } = connection;
  if (stored === undefined && fault === undefined) return <LoadingPlaceholder text="Loading …" />;
  return (
    <Box maxWidth={80}>
      <Stack direction="column" gap={3}>
        {fault !== undefined && (
          <Alert severity="error" title="Grafana did not do it">
            <Stack direction="column" gap={1} alignItems="flex-start">
              {fault}
              {stored === undefined && (
                <Button size="sm" variant="secondary" icon="sync" onClick={connection.reload}>
                  Try again
                </Button>
              )}
            </Stack>
          </Alert>
        )}
        {stored !== undefined && (
          <>
            {!stored.isEnabled && <EnableCard isBusy={isBusy} onEnable={connection.enable} />}
            <ConnectionForm connection={connection} stored={stored} />
            <TestReport connection={connection} />
          </>
        )}
      </Stack>
    </Box>
  );
}
