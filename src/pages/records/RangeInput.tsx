import { css } from '@emotion/css';
import { getTimeZone } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { TimeRangeInput, useStyles2 } from '@grafana/ui';
import { writeRange } from './recordRange.ts';
import type { RecordRange } from './recordRange.ts';
import type { ChangeRecords } from './recordsState.ts';

interface Props {
  readonly range: RecordRange;
  readonly change: ChangeRecords;
}

/** Chooses the time of the records, as on Grafana's own pages. */
export function RangeInput({ range, change }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.frame}>
      <TimeRangeInput
        value={range.picked}
        timeZone={getTimeZone()}
        showIcon
        onChange={(picked) => change(writeRange(picked))}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // Grafana writes the time zone in an orange that is too faint on white.
  frame: css({ '& > div > button span': { color: theme.colors.text.primary } }),
});
