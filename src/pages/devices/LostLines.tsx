import { Stack, Text } from '@grafana/ui';
import { Instant } from '../../components/Instant.tsx';
import type { Report } from './deviceRow.ts';

const words: Readonly<Partial<Record<string, string>>> = {
  'too-long': 'longer than 64 KiB',
  'udp-dropped': 'dropped from UDP, as they came faster than they could be taken',
  'connection-broken': 'cut off when a connection broke',
  'unlisted-sender': 'from further senders than the list of unregistered ones holds',
};

/** Counted beside them, but of clients of the list, which the System page shows. */
const notLines = 'list-client-forgotten';

/** Lines that were lost before a device was known for them. */
export function LostLines({ lost }: Pick<Report, 'lost'>) {
  const losses = lost.filter(({ reason }) => reason !== notLines);
  if (losses.length === 0) return null;
  return (
    <Stack direction="column" gap={1}>
      <Text element="h2" variant="h4">
        Lost before they were read
      </Text>
      <Text color="secondary">
        UDP has no acknowledgement, and what was in flight at a crash is gone. Logs that rsyslog writes to files are not
        lost.
      </Text>
      {losses.map(({ reason, lines, lastAt }) => (
        <div key={reason}>
          {`${lines.toLocaleString('en-US')} ${lines === 1 ? 'line' : 'lines'} ${words[reason] ?? reason}, last `}
          <Instant at={lastAt} isAgo />
        </div>
      ))}
    </Stack>
  );
}
