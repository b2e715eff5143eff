import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, useStyles2 } from '@grafana/ui';
import type { Outcome } from './outcomeSentence.ts';

/** What did not go as entered, line by line. */
export function OutcomeReport({ outcome }: { readonly outcome: Outcome }) {
  const { done, failed, stillBlocked } = outcome;
  const styles = useStyles2(getStyles);
  const sentences = [
    ...failed.map(({ address, because }) => `${address}: ${because}`),
    ...stillBlocked.map(({ address, by }) => `${address} still lies in the blocked range ${by}.`),
  ];
  const title = done.length === 0 ? 'Nothing was changed' : `Done for ${done.length}; this is left`;
  return (
    <Alert severity={done.length === 0 ? 'error' : 'warning'} title={title}>
      {sentences.length === 0 ? (
        'There is no active block that fits any more.'
      ) : (
        <ul className={styles.list}>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </Alert>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    maxHeight: theme.spacing(30),
    overflowY: 'auto',
    paddingLeft: theme.spacing(2),
    overflowWrap: 'anywhere',
  }),
});
