import { Stack, Text } from '@grafana/ui';
import { FactList } from '../../components/FactList.tsx';
import { Instant } from '../../components/Instant.tsx';
import type { Report } from './deviceRow.ts';

const words: Readonly<Partial<Record<string, string>>> = {
  'too-long': 'Longer than 64 KiB',
  'udp-dropped': 'Dropped from UDP: they came faster than they could be taken',
  'connection-broken': 'Cut off when a connection broke',
  'unlisted-sender': 'From further senders than the list of unregistered ones holds',
  'list-client-forgotten': 'Clients of the list that there was no room to remember',
};

/** Lines that were lost before a device was known for them. */
export function LostLines({ lost }: Pick<Report, 'lost'>) {
  return (
    <Stack direction="column" gap={1}>
      <Text element="h2" variant="h4">
        Lost before they were read
      </Text>
      <Text color="secondary">
        UDP has no acknowledgement, and what was in flight at a crash is gone. Logs that rsyslog writes to files are not
        lost.
      </Text>
      <FactList
        facts={lost.map(({ reason, lines, lastAt }) => [
          words[reason] ?? reason,
          <span key={reason}>
            {`${lines.toLocaleString('en-US')} ${lines === 1 ? 'line' : 'lines'}, last `}
            <Instant at={lastAt} isAgo />
          </span>,
        ])}
      />
    </Stack>
  );
}
