import { Badge, Stack, Text, TextLink } from '@grafana/ui';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { Instant } from '../../components/Instant.tsx';
import { numberWords } from '../../components/numberWords.ts';
import { pollWords } from '../../components/pollWords.ts';
import { pagePath } from '../../pagePath.ts';
import { Panel } from './Panel.tsx';
import { PlainTable } from './PlainTable.tsx';

interface Props {
  readonly clients: Answer<'GET /overview'>['clients'];
}

/** Who fetches the list, and whether each still does. */
export function ClientsTable({ clients }: Props) {
  return (
    <Panel title="Who fetches the list" height={200}>
      {() =>
        clients.length === 0 ? (
          <Text color="secondary">
            No firewall has fetched the list yet.{' '}
            <TextLink inline href={`${pagePath('system')}?tab=list`}>
              See its address
            </TextLink>
          </Text>
        ) : (
          <PlainTable
            label="Who fetches the list"
            heads={['Client', 'Last time', 'Answer', 'Entries']}
            rows={clients.map(({ client, lastAt, lastStatus, lastEntries, isLate }) => ({
              key: client,
              cells: [
                <TextLink key="client" href={`${pagePath('system')}?tab=list`}>
                  {client}
                </TextLink>,
                <Stack key="last" gap={1} alignItems="center">
                  <Instant at={lastAt} isAgo />
                  {isLate && <Badge color="orange" text="Late" />}
                </Stack>,
                pollWords(lastStatus),
                numberWords(lastEntries),
              ],
            }))}
          />
        )
      }
    </Panel>
  );
}
