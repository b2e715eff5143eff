import { Badge, Stack, Text } from '@grafana/ui';
import type { BadgeColor, Column } from '@grafana/ui';
import { createContext, useContext } from 'react';
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

interface MailHandling {
  /** Mails are turned off, so that none goes out. */
  readonly isOff: boolean;
  readonly onRetry: (mail: Mail) => void;
  readonly onGiveUp: (mail: Mail) => void;
}

/** What can be done with mails, for the cells of the table: its columns stay the same. */
export const MailContext = createContext<MailHandling>({
  isOff: false,
  onRetry: () => undefined,
  onGiveUp: () => undefined,
});

/** Columns of the queue; a mail that was sent has nothing to be done with. */
export const mailColumns: Column<Mail>[] = [
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
  { id: 'reason', header: 'What became of it', cell: ({ row: { original } }) => <Outcome mail={original} /> },
  { id: 'actions', header: '', disableGrow: true, cell: ({ row: { original } }) => <MailButtons mail={original} /> },
];

function Outcome({ mail }: { readonly mail: Mail }) {
  const { isOff } = useContext(MailContext);
  return (
    <Stack direction="column" gap={0}>
      <Sentence>{reasonOf(mail, isOff)}</Sentence>
      {mail.state === 'waiting' && mail.nextAttemptAt !== null && !isOff && (
        <Text color="secondary" variant="bodySmall">
          Next attempt: <Instant at={mail.nextAttemptAt} />
        </Text>
      )}
      {mail.state === 'sent' && <Instant at={mail.sentAt} />}
    </Stack>
  );
}

function MailButtons({ mail }: { readonly mail: Mail }) {
  const { isOff, onRetry, onGiveUp } = useContext(MailContext);
  if (mail.state === 'sent') return null;
  return (
    <Stack gap={1}>
      <ChangeButton role="Admin" size="sm" icon="sync" isDisabled={isOff} onClick={() => onRetry(mail)}>
        Try now
      </ChangeButton>
      <ChangeButton role="Admin" size="sm" onClick={() => onGiveUp(mail)}>
        Give up
      </ChangeButton>
    </Stack>
  );
}
