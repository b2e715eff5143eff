import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Badge, FieldValidationMessage, useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';
import type { NumberName } from '../../components/settingLabels.ts';
import { SettingsCard } from './SettingsCard.tsx';
import type { SettingsForm } from './useSettingsForm.ts';

interface Props {
  readonly title: string;
  readonly anchor: string;
  readonly form: SettingsForm;
  readonly isOff: boolean;
  readonly mode: string;
  readonly sentence: ReactNode;
  /** Numbers in the sentence, whose faults stand under it. */
  readonly numbers: readonly (readonly [name: NumberName, word: string])[];
  /** A line for what raising and lowering does. */
  readonly effects: readonly string[];
  readonly children: ReactNode;
}

/** A case: its sentence with the numbers in it, what they do, and what follows when it comes true. */
export function CaseSection(props: Props) {
  const { title, anchor, form, isOff, mode, sentence, numbers, effects, children } = props;
  const styles = useStyles2(getStyles);
  const faults = numbers.flatMap(([name, word]) => {
    const fault = form.faultOf(name);
    return fault === undefined ? [] : [{ name, text: `${word}: ${fault}` }];
  });
  return (
    <SettingsCard title={title} anchor={anchor} badge={<StateBadge isOff={isOff} mode={mode} />}>
      <div>
        <div className={styles.sentence}>{sentence}</div>
        {faults.map(({ name, text }) => (
          <FieldValidationMessage key={name}>{text}</FieldValidationMessage>
        ))}
      </div>
      <ul className={styles.effects}>
        {effects.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div className={styles.choices}>{children}</div>
    </SettingsCard>
  );
}

function StateBadge({ isOff, mode }: { readonly isOff: boolean; readonly mode: string }) {
  if (isOff) return <Badge text="Off: finds nothing" color="orange" icon="pause" />;
  return mode === 'watch' ? (
    <Badge text="Watches, blocks nobody" color="purple" icon="eye" />
  ) : (
    <Badge text="Blocks" color="green" icon="shield" />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  sentence: css({ fontSize: theme.typography.h5.fontSize, lineHeight: theme.spacing(5) }),
  effects: css({
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  choices: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2, 4) }),
});
