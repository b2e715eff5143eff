import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Input, useStyles2 } from '@grafana/ui';
import { settingLabels } from '../../components/settingLabels.ts';
import type { NumberName } from '../../components/settingLabels.ts';
import { numberLimits } from './settingFields.ts';
import type { SectionProps } from './sectionProps.ts';

interface Props extends Pick<SectionProps, 'form' | 'isReadOnly'> {
  readonly name: NumberName;
}

const maxDigits = 6;

/** A number to be edited within a sentence. */
export function SentenceNumber({ name, form, isReadOnly }: Props) {
  const styles = useStyles2(getStyles);
  const [minimum, maximum] = numberLimits[name];
  return (
    <span className={styles.place}>
      <Input
        aria-label={settingLabels[name]}
        title={`From ${minimum} to ${maximum}`}
        inputMode="numeric"
        autoComplete="off"
        width={9}
        maxLength={maxDigits}
        readOnly={isReadOnly}
        invalid={form.faultOf(name) !== undefined}
        value={form.draft[name]}
        onChange={(event) => form.set(name, event.currentTarget.value)}
      />
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  place: css({ display: 'inline-block', verticalAlign: 'baseline', margin: theme.spacing(0, 0.5) }),
});
