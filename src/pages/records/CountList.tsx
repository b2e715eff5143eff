import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { clearButtonStyles, Stack, Text, useStyles2 } from '@grafana/ui';
import { useAnswer } from '../../api/useAnswer.ts';
import { Answered } from '../../components/Answered.tsx';
import { Instant } from '../../components/Instant.tsx';
import { numberWords } from '../../components/numberWords.ts';
import type { RecordQuery } from './recordsState.ts';

interface Props {
  readonly title: string;
  readonly by: 'port' | 'destination' | 'rule';
  readonly query: RecordQuery;
  readonly isWaiting: boolean;
  readonly onPick: (value: string) => void;
}

const shown = 8;

/** The most frequent ports, destinations or rules among the records that match; a click filters by one. */
export function CountList({ title, by, query, isWaiting, onPick }: Props) {
  const styles = useStyles2(getStyles);
  const clear = useStyles2(clearButtonStyles);
  const asked = useAnswer('GET /records/counts', { query: { ...query, by } }, { isPaused: isWaiting });
  return (
    <section aria-label={title}>
      <Stack direction="column" gap={0.5}>
        <Text element="h3" variant="h6">
          {title}
        </Text>
        <Answered of={asked}>
          {({ groups, isComplete, lookedBackTo }) => (
            <>
              {groups.length === 0 && (
                <Text color="secondary" variant="bodySmall">
                  Nothing to count.
                </Text>
              )}
              <ul className={styles.list}>
                {groups.slice(0, shown).map(({ value, records }) => (
                  <li key={value}>
                    <button
                      type="button"
                      className={cx(clear, styles.group)}
                      disabled={value === ''}
                      title={value === '' ? '' : `Only ${value}`}
                      onClick={() => onPick(value)}
                    >
                      <span className={styles.value}>{value === '' ? 'None' : value}</span>
                      <span className={styles.records}>{numberWords(records)}</span>
                      <span
                        className={styles.bar}
                        style={{ width: `${(100 * records) / (groups[0]?.records ?? 1)}%` }}
                      />
                    </button>
                  </li>
                ))}
              </ul>
              {!isComplete && (
                <Text color="secondary" variant="bodySmall">
                  Since <Instant at={lookedBackTo} />
                </Text>
              )}
            </>
          )}
        </Answered>
      </Stack>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  group: css({
    position: 'relative',
    display: 'flex',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    width: '100%',
    padding: theme.spacing(0.25, 0.5),
    fontSize: theme.typography.bodySmall.fontSize,
    textAlign: 'left',
    '&:hover:enabled': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  value: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 }),
  records: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
  bar: css({
    position: 'absolute',
    left: 0,
    bottom: 0,
    height: theme.spacing(0.25),
    background: theme.colors.primary.border,
  }),
});
