import { Combobox, Field } from '@grafana/ui';
import { useId } from 'react';

interface Props {
  readonly label: string;
  /** Empty: any. */
  readonly value: string;
  readonly words: readonly string[];
  readonly onChange: (value: string) => void;
  readonly width: number;
}

/** A word out of those that there are, or any other that is typed; one from the URL stands there in any case. */
export function WordChoice({ label, value, words, onChange, width }: Props) {
  const id = useId();
  const all = value === '' || words.includes(value) ? words : [...words, value];
  return (
    <Field label={label} noMargin>
      <Combobox
        id={id}
        isClearable
        createCustomValue
        placeholder="Any"
        width={width}
        options={all.map((word) => ({ value: word, label: word }))}
        value={value === '' ? null : value}
        onChange={(option) => onChange(option?.value ?? '')}
      />
    </Field>
  );
}
