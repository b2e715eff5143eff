import { Stack, Text, TextLink } from '@grafana/ui';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { CutText } from '../../components/CutText.tsx';
import { Instant } from '../../components/Instant.tsx';
import { numberWords } from '../../components/numberWords.ts';
import { QuietBadge } from '../../components/QuietBadge.tsx';
import { rateWords } from '../../components/rateWords.ts';
import { pagePath } from '../../pagePath.ts';
import { Panel } from './Panel.tsx';
import { PlainTable } from './PlainTable.tsx';

interface Props {
  readonly devices: Answer<'GET /overview'>['devices'];
}

/** The firewalls and when each was last heard. */
export function DevicesTable({ devices }: Props) {
  return (
    <Panel title="Firewalls" height={200}>
      {() =>
        devices.length === 0 ? (
          <Text color="secondary">
            None is registered yet.{' '}
            <TextLink inline href={pagePath('devices')}>
              Register one
            </TextLink>
          </Text>
        ) : (
          <PlainTable
            label="Firewalls"
            heads={['Firewall', 'Last line', 'Lines per second', 'Unreadable']}
            rows={devices.map(({ id, name, lastLineAt, isQuiet, perSecond, unreadable }) => ({
              key: String(id),
              cells: [
                <TextLink key="name" href={`${pagePath('devices')}?device=${id}`}>
                  <CutText text={name} />
                </TextLink>,
                <Stack key="last" gap={1} alignItems="center">
                  {lastLineAt !== null && <Instant at={lastLineAt} isAgo />}
                  <QuietBadge lastLineAt={lastLineAt} isQuiet={isQuiet} />
                </Stack>,
                rateWords(perSecond),
                numberWords(unreadable),
              ],
            }))}
          />
        )
      }
    </Panel>
  );
}
