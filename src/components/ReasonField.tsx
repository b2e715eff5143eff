import { Field, TextArea } from '@grafana/ui';
import { useId } from 'react';

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
}

/** Why, for whoever asks later. */
export function ReasonField({ value, onChange, placeholder = '' }: Props) {
  const id = useId();
  return (
    <Field label="Reason" description="Kept with the change, for whoever asks later." required noMargin>
      <TextArea
        id={id}
        rows={2}
        required
        maxLength={1000}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}
