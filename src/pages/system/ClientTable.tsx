import { Badge, EmptyState, InteractiveTable, Stack } from '@grafana/ui';
import type { Column } from '@grafana/ui';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { useAnswer } from '../../api/useAnswer.ts';
import { AddressLink } from '../../components/AddressLink.tsx';
import { Answered } from '../../components/Answered.tsx';
import { CutText } from '../../components/CutText.tsx';
import { Instant } from '../../components/Instant.tsx';
import { Section } from '../../components/Section.tsx';
import { numberWords } from '../../components/numberWords.ts';
import { pollWords } from '../../components/pollWords.ts';

type ListClient = Answer<'GET /system/list/clients'>['clients'][number];

const columns: Column<ListClient>[] = [
  {
    id: 'client',
    header: 'Client',
    cell: ({ row: { original } }) => (
      <Stack gap={1} alignItems="center" wrap="wrap">
        <AddressLink address={original.client} />
        {original.isServer && (
          <Badge
            color="blue"
            icon="info-circle"
            text="This server"
            tooltip="Somebody fetched it on this server itself: it does not count as a firewall."
          />
        )}
      </Stack>
    ),
  },
  { id: 'lastAt', header: 'Last poll', cell: ({ row: { original } }) => <Instant at={original.lastAt} isAgo /> },
  {
    id: 'lastStatus',
    header: 'Answer',
    cell: ({ row: { original } }) => {
      const isGood = original.lastStatus === 200 || original.lastStatus === 304;
      return <Badge color={isGood ? 'green' : 'orange'} text={pollWords(original.lastStatus)} />;
    },
  },
  {
    id: 'lastEntries',
    header: 'Entries',
    cell: ({ row: { original } }) => numberWords(original.lastEntries),
  },
  { id: 'polls', header: 'Polls', cell: ({ row: { original } }) => numberWords(original.polls) },
  { id: 'firstAt', header: 'Since', cell: ({ row: { original } }) => <Instant at={original.firstAt} /> },
  {
    id: 'userAgent',
    header: 'Program',
    cell: ({ row: { original } }) => <CutText text={original.userAgent} />,
  },
];

/** Who fetched the list, when, and what they got. */
export function ClientTable() {
  const clients = useAnswer('GET /system/list/clients', {}, { everyMs: 30_000 });
  return (
    <Section title="Who fetches it">
      <Answered of={clients}>
        {({ clients: all }) =>
          all.length === 0 ? (
            <EmptyState variant="not-found" message="Nobody has fetched the list yet">
              Set it up in the firewall as an external dynamic list with the address above.
            </EmptyState>
          ) : (
            <InteractiveTable columns={columns} data={all} getRowId={({ client }: ListClient) => client} />
          )
        }
      </Answered>
    </Section>
  );
}
