import { Field, RadioButtonGroup } from '@grafana/ui';
import type { WordName } from '../../components/settingLabels.ts';
import type { SectionProps } from './sectionProps.ts';

interface Props extends Pick<SectionProps, 'form' | 'isReadOnly'> {
  readonly name: WordName;
  readonly label: string;
  /** What each choice is called. */
  readonly words: Readonly<Record<string, string>>;
  /** What the choice that is taken means. */
  readonly meanings: Readonly<Record<string, string>>;
}

/** One of a few words, with what it means. */
export function RadioSetting({ name, label, words, meanings, form, isReadOnly }: Props) {
  const value = form.draft[name];
  const fault = form.faultOf(name);
  return (
    <Field label={label} description={meanings[value]} invalid={fault !== undefined} error={fault} noMargin>
      <RadioButtonGroup
        aria-label={label}
        disabled={isReadOnly}
        options={Object.entries(words).map(([word, text]) => ({ value: word, label: text }))}
        value={value}
        onChange={(word) => form.set(name, word)}
      />
    </Field>
  );
}
