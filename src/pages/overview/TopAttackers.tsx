import { Badge, Text, TextLink } from '@grafana/ui';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { AddressLink } from '../../components/AddressLink.tsx';
import { CutText } from '../../components/CutText.tsx';
import { Instant } from '../../components/Instant.tsx';
import { pagePath } from '../../pagePath.ts';
import type { Span } from './overviewSpan.ts';
import { Panel } from './Panel.tsx';
import { PlainTable } from './PlainTable.tsx';

interface Props {
  readonly attackers: Answer<'GET /overview/charts'>['topAttackers'];
  readonly span: Span;
}

/** Sources with the most findings. */
export function TopAttackers({ attackers, span }: Props) {
  return (
    <Panel title="Top attackers" description="Sources for which a case came true most often." height={420}>
      {() =>
        attackers.length === 0 ? (
          <Text color="secondary">{`No case came true in ${span.words}.`}</Text>
        ) : (
          <PlainTable
            label="Top attackers"
            heads={['Address', 'Country', 'Findings', 'Last', 'State']}
            rows={attackers.map(({ address, location, findings, lastAt, isBlocked }) => ({
              key: address,
              cells: [
                <AddressLink key="address" address={address} />,
                <CutText key="country" text={location === '' ? '–' : location} />,
                <TextLink key="findings" href={`${pagePath('records')}?source=${address}&from=now-${span.value}`}>
                  {findings.toLocaleString()}
                </TextLink>,
                <Instant key="last" at={lastAt} isAgo />,
                <Badge
                  key="state"
                  color={isBlocked ? 'red' : 'darkgrey'}
                  text={isBlocked ? 'Blocked' : 'Not blocked'}
                />,
              ],
            }))}
          />
        )
      }
    </Panel>
  );
}
