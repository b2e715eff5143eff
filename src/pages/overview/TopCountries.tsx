import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Text, TextLink, useStyles2 } from '@grafana/ui';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { CutText } from '../../components/CutText.tsx';
import { numberWords } from '../../components/numberWords.ts';
import { pagePath } from '../../pagePath.ts';
import type { Span } from './overviewSpan.ts';
import { Panel } from './Panel.tsx';

interface Props {
  readonly countries: Answer<'GET /overview/charts'>['topCountries'];
  readonly span: Span;
}

/** Countries with the most denied records, each as a bar. */
export function TopCountries({ countries, span }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <Panel title="Top countries" description="Denied records by the country of their source." height={460}>
      {() =>
        countries.length === 0 ? (
          <Text color="secondary">{`Nothing was denied in ${span.words}.`}</Text>
        ) : (
          <ol className={styles.list}>
            {countries.map(({ country, denied }) => (
              <li key={country} className={styles.item}>
                <TextLink href={`${pagePath('records')}?country=${encodeURIComponent(country)}&from=now-${span.value}`}>
                  <CutText text={country} />
                </TextLink>
                <span className={styles.track}>
                  <span className={styles.bar} style={{ width: `${(100 * denied) / (countries[0]?.denied ?? 1)}%` }} />
                </span>
                <span className={styles.count}>{numberWords(denied)}</span>
              </li>
            ))}
          </ol>
        )
      }
    </Panel>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  item: css({
    display: 'grid',
    gridTemplateColumns: `${theme.spacing(20)} 1fr ${theme.spacing(10)}`,
    columnGap: theme.spacing(1),
    alignItems: 'center',
    minHeight: theme.spacing(4),
  }),
  track: css({ background: theme.colors.background.secondary, borderRadius: theme.shape.radius.default }),
  bar: css({
    display: 'block',
    height: theme.spacing(1.5),
    minWidth: theme.spacing(0.25),
    borderRadius: theme.shape.radius.default,
    background: theme.colors.primary.main,
  }),
  count: css({ textAlign: 'right', fontVariantNumeric: 'tabular-nums' }),
});
