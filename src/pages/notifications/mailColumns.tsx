import { Badge, Stack, Text } from '@grafana/ui';
import type { BadgeColor, Column } from '@grafana/ui';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { Instant } from '../../components/Instant.tsx';
import { Sentence } from '../../components/Sentence.tsx';
import type { Mail, MailState } from './notificationsState.ts';
import { reasonOf } from './reasonOf.ts';

const looks: Readonly<Record<MailState, readonly [text: string, color: BadgeColor]>> = {
  waiting: ['Waiting', 'orange'],
  failed: ['Failed', 'red'],
  sent: ['Sent', 'green'],
};

interface Actions {
  readonly isOff: boolean;
  readonly onRetry: (mail: Mail) => void;
  readonly onGiveUp: (mail: Mail) => void;
}

/** Columns of the queue; a mail that was sent has nothing to be done with. */
export function mailColumns({ isOff, onRetry, onGiveUp }: Actions): Column<Mail>[] {
  return [
    { id: 'createdAt', header: 'Written', cell: ({ row: { original } }) => <Instant at={original.createdAt} /> },
    {
      id: 'state',
      header: 'State',
      cell: ({ row: { original } }) => <Badge text={looks[original.state][0]} color={looks[original.state][1]} />,
    },
    {
      id: 'subject',
      header: 'Subject and readers',
      cell: ({ row: { original } }) => (
        <Stack direction="column" gap={0}>
          <Sentence>{original.subject}</Sentence>
          <Sentence>
            <Text color="secondary" variant="bodySmall">
              {original.recipients.join(', ')}
            </Text>
          </Sentence>
        </Stack>
      ),
    },
    {
      id: 'reason',
      header: 'What became of it',
      cell: ({ row: { original } }) => (
        <Stack direction="column" gap={0}>
          <Sentence>{reasonOf(original, isOff)}</Sentence>
          {original.state === 'waiting' && original.nextAttemptAt !== null && !isOff && (
            <Text color="secondary" variant="bodySmall">
              Next attempt: <Instant at={original.nextAttemptAt} />
            </Text>
          )}
          {original.state === 'sent' && <Instant at={original.sentAt} />}
        </Stack>
      ),
    },
    {
      id: 'actions',
      header: '',
      disableGrow: true,
      cell: ({ row: { original } }) =>
        original.state !== 'sent' && (
          <Stack gap={1}>
            <ChangeButton role="Admin" size="sm" icon="sync" isDisabled={isOff} onClick={() => onRetry(original)}>
              Try now
            </ChangeButton>
            <ChangeButton role="Admin" size="sm" onClick={() => onGiveUp(original)}>
              Give up
            </ChangeButton>
          </Stack>
        ),
    },
  ];
}
