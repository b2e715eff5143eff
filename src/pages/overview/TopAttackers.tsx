import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Text, TextLink, useStyles2 } from '@grafana/ui';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { AddressLink } from '../../components/AddressLink.tsx';
import { CutText } from '../../components/CutText.tsx';
import { Instant } from '../../components/Instant.tsx';
import { numberWords } from '../../components/numberWords.ts';
import { StandingBadge } from '../../components/StandingBadge.tsx';
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
  const styles = useStyles2(getStyles);
  return (
    <Panel title="Top attackers" description="Sources for which a case came true most often." height={460}>
      {() =>
        attackers.length === 0 ? (
          <Text color="secondary">{`No case came true in ${span.words}.`}</Text>
        ) : (
          <PlainTable
            label="Top attackers"
            heads={['Address', 'Country', 'Findings', 'Last', 'State']}
            rows={attackers.map(({ address, location, findings, lastAt, standing }) => ({
              key: address,
              cells: [
                <span key="address" className={styles.address} title={address}>
                  <AddressLink address={address} />
                </span>,
                <CutText key="country" text={location === '' ? '–' : location} />,
                <TextLink
                  key="findings"
                  href={`${pagePath('records')}?source=${encodeURIComponent(address)}&from=now-${span.value}`}
                >
                  {numberWords(findings)}
                </TextLink>,
                <Instant key="last" at={lastAt} isAgo />,
                standing === null ? (
                  <Text key="state" color="secondary" variant="bodySmall">
                    Not blocked
                  </Text>
                ) : (
                  <StandingBadge key="state" standing={standing} />
                ),
              ],
            }))}
          />
        )
      }
    </Panel>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  address: css({
    display: 'inline-block',
    maxWidth: theme.spacing(18),
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    verticalAlign: 'bottom',
  }),
});
