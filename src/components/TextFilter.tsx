import { Field, Input } from '@grafana/ui';
import { useId } from 'react';
import { useDraft } from './useDraft.ts';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly width: number;
  /** Why a text will not do; undefined: it will. */
  readonly check?: (text: string) => string | undefined;
  readonly onChange: (value: string) => void;
}

const waitMs = 500;

/** A filter that is typed; it counts once typing has stopped and the text will do. */
export function TextFilter({ label, value, placeholder, width, check, onChange }: Props) {
  const id = useId();
  const [draft, write] = useDraft(
    value,
    (text) => (text.trim() === '' || check?.(text.trim()) === undefined) && onChange(text.trim()),
    waitMs,
  );
  const fault = draft.trim() === '' ? undefined : check?.(draft.trim());
  return (
    <Field label={label} noMargin invalid={fault !== undefined} {...(fault === undefined ? {} : { error: fault })}>
      <Input
        id={id}
        width={width}
        maxLength={200}
        placeholder={placeholder}
        value={draft}
        onChange={(event) => write(event.currentTarget.value)}
      />
    </Field>
  );
}
