import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Stack, Text, useStyles2 } from '@grafana/ui';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { countWords, numberWords } from '../../components/numberWords.ts';

export type ImportOutcome = Answer<'POST /allowlist/import'>;

/** What an import would do, and the lines that it leaves out. */
export function ImportReport({ outcome: { added, known, faults, lifts } }: { readonly outcome: ImportOutcome }) {
  const styles = useStyles2(getStyles);
  return (
    <Stack direction="column" gap={1}>
      <Text element="p">
        {`New: ${numberWords(added.length)}. On the list already: ${numberWords(known.length)}. ${
          lifts === 0 ? 'No block has to be lifted.' : `${countWords(lifts, 'block')} will be lifted.`
        }`}
      </Text>
      {faults.length > 0 && (
        <Alert severity="warning" title={notImported(faults.length)}>
          <ul className={styles.faults} tabIndex={0} aria-label="Lines left out">
            {faults.map(({ line, because }) => (
              <li key={line}>{`Line ${line}: ${because}`}</li>
            ))}
          </ul>
        </Alert>
      )}
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  faults: css({
    margin: 0,
    paddingLeft: theme.spacing(2),
    maxHeight: theme.spacing(25),
    overflowY: 'auto',
    overflowWrap: 'anywhere',
  }),
});

/** The detector names no more than this many. */
const mostNamed = 100;

function notImported(lines: number): string {
  if (lines === 1) return '1 line is left out';
  return lines < mostNamed ? `${lines} lines are left out` : `${lines} lines or more are left out`;
}
