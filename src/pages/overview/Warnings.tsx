import { Alert, Stack, TextLink } from '@grafana/ui';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { Instant } from '../../components/Instant.tsx';
import { Sentence } from '../../components/Sentence.tsx';
import { pagePath } from '../../pagePath.ts';

type Overview = Answer<'GET /overview'>;

/** What a person should look at now. */
export function Warnings({ overview }: { readonly overview: Overview }) {
  const { detection, isWorking, failedJobs } = overview;
  return (
    <>
      {!detection && (
        <Alert severity="warning" title="Detection is off">
          Logs are received and stored, but nothing is found and nobody is blocked.{' '}
          <TextLink inline href={pagePath('system')}>
            Turn it on
          </TextLink>
        </Alert>
      )}
      {!isWorking && (
        <Alert severity="warning" title="This detector stands by">
          Another detector, or nobody, does the work at present: no line is read here.{' '}
          <TextLink inline href={pagePath('system')}>
            See the system
          </TextLink>
        </Alert>
      )}
      {failedJobs.length > 0 && (
        <Alert severity="error" title={failedJobs.length === 1 ? 'A job failed' : `${failedJobs.length} jobs failed`}>
          <Stack direction="column" gap={0.5}>
            {failedJobs.map(({ name, at, message }) => (
              <Sentence key={name}>
                <TextLink inline href={`${pagePath('system')}?tab=jobs`}>
                  {name}
                </TextLink>
                , <Instant at={at} isAgo />: {message}
              </Sentence>
            ))}
          </Stack>
        </Alert>
      )}
    </>
  );
}
