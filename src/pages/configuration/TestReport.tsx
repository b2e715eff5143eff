import { Alert, Button, Stack } from '@grafana/ui';
import { Sentence } from '../../components/Sentence.tsx';
import { pagePath } from '../../pagePath.ts';
import type { Connection } from './useConnection.ts';
import { PlaceButton } from '../../components/PlaceButton.tsx';

/** What the detector answered to the stored settings; where they do not work, what to mend and the way back. */
export function TestReport({ connection }: { readonly connection: Connection }) {
  return <div aria-live="polite">{connection.outcome !== undefined && <Report connection={connection} />}</div>;
}

function Report({
  connection: { outcome, stored, earlierUrl, isTokenReplaced, isBusy, undo },
}: {
  readonly connection: Connection;
}) {
  if (outcome === undefined || stored === undefined) return null;
  if (outcome.isGood) {
    const { version, detection, isWorking } = outcome.overview;
    return (
      <Alert severity="success" title="The detector answers">
        <Stack direction="column" gap={1} alignItems="flex-start">
          <Sentence>
            {`Version ${version} at ${stored.apiUrl}. ${isWorking ? `Detection is ${detection ? 'on' : 'off'}.` : 'It stands by for another one.'}`}
          </Sentence>
          <PlaceButton size="sm" variant="secondary" href={pagePath('overview')}>
            Go to the overview
          </PlaceButton>
        </Stack>
      </Alert>
    );
  }
  return (
    <Alert severity="error" title="What is stored does not work">
      <Stack direction="column" gap={1} alignItems="flex-start">
        <Sentence>{outcome.seen}</Sentence>
        <Sentence>{outcome.mend}</Sentence>
        {isTokenReplaced && (
          <Sentence>The token that was stored before is gone: Grafana can’t show it to anybody.</Sentence>
        )}
        {earlierUrl !== undefined && earlierUrl !== '' && (
          <Button size="sm" variant="secondary" icon="history" disabled={isBusy} onClick={() => void undo()}>
            {`Put ${earlierUrl} back`}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
