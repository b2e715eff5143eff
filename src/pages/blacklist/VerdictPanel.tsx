import { IconButton, Stack, Text } from '@grafana/ui';
import { useAnswer } from '../../api/useAnswer.ts';
import { Answered } from '../../components/Answered.tsx';
import { AttackerLink } from '../../components/AttackerLink.tsx';
import { Sentence } from '../../components/Sentence.tsx';
import { StandingBadge } from '../../components/StandingBadge.tsx';
import { NoRecord } from './NoRecord.tsx';
import type { PageProps } from './pageProps.ts';
import { useReloadOn } from './useReloadOn.ts';
import { VerdictFacts } from './VerdictFacts.tsx';
import { PossibleActions } from './PossibleActions.tsx';
import { ActionsNote } from './ActionsNote.tsx';

interface Props extends Pick<PageProps, 'change' | 'refreshedAt' | 'onRequest'> {
  readonly address: string;
}

/** One word about an address, what it rests on, and what can be done. */
export function VerdictPanel({ address, change, refreshedAt, onRequest }: Props) {
  const asked = useAnswer('GET /blacklist/verdict', { query: { address } });
  useReloadOn(refreshedAt, asked.reload);
  return (
    <section aria-label={`Verdict on ${address}`}>
      <Stack justifyContent="space-between" alignItems="flex-start" gap={2}>
        <Stack direction="column" gap={2} flex={1} minWidth={0}>
          <Answered of={asked}>
            {(verdict) => (
              <>
                <Stack gap={1} alignItems="center" wrap="wrap">
                  <Text element="h3">{verdict.address}</Text>
                  <StandingBadge standing={verdict.standing} />
                </Stack>
                <Sentence>
                  {verdict.because} <NoRecord verdict={verdict} />
                </Sentence>
                <Stack gap={1} wrap="wrap">
                  <PossibleActions verdict={verdict} change={change} onRequest={onRequest} />
                  <AttackerLink address={verdict.address} />
                </Stack>
                <ActionsNote verdict={verdict} />
                <VerdictFacts verdict={verdict} />
              </>
            )}
          </Answered>
        </Stack>
        <IconButton name="times" size="lg" tooltip="Close the verdict" onClick={() => change({ verdict: '' })} />
      </Stack>
    </section>
  );
}
