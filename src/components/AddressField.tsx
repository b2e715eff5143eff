import { Field, Input } from '@grafana/ui';
import { useId } from 'react';

interface Props {
  readonly value: string;
  /** It is being looked at. */
  readonly isLoading: boolean;
  readonly isWrong: boolean;
  readonly onChange: (value: string) => void;
}

/** An address or range that something is to be done to. */
export function AddressField({ value, isLoading, isWrong, onChange }: Props) {
  const id = useId();
  return (
    <Field
      label="Address or range"
      description="IPv4 or IPv6, a range with its prefix length: 203.0.113.0/24"
      required
      noMargin
    >
      <Input
        id={id}
        autoFocus
        required
        maxLength={64}
        loading={isLoading}
        invalid={isWrong}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}
