import { Combobox, Field } from '@grafana/ui';
import { useId, useMemo } from 'react';
import { wordOptions } from './wordOptions.ts';
import type { Word } from './wordOptions.ts';

interface Props {
  readonly label: string;
  /** Empty: any. */
  readonly value: string;
  readonly words: readonly Word[];
  readonly onChange: (value: string) => void;
  readonly width: number;
  /** Any other word may be typed as well. */
  readonly isOpen?: boolean;
}

/** A filter by one of the words that there are. */
export function WordChoice({ label, value, words, onChange, width, isOpen = false }: Props) {
  const id = useId();
  // Grafana's Combobox calls onChange again when it gets new options.
  const options = useMemo(() => wordOptions(words, value), [words, value]);
  return (
    <Field label={label} noMargin>
      <Combobox
        id={id}
        isClearable
        createCustomValue={isOpen}
        placeholder="Any"
        width={width}
        options={options}
        value={value === '' ? null : value}
        onChange={(option) => onChange(option?.value ?? '')}
      />
    </Field>
  );
}
