import { Field, Input } from '@grafana/ui';
import { useId } from 'react';
import type { ReactNode } from 'react';
import type { MailForm } from './useMailForm.ts';

interface Props {
  readonly form: MailForm;
  readonly field: 'host' | 'port' | 'user' | 'sender' | 'grafanaUrl';
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly maxLength: number;
  readonly width: number;
  readonly isReadOnly: boolean;
  readonly addonAfter?: ReactNode;
}

/** One line of the form, with what is wrong with it. */
export function TextField({ form, field, label, description, placeholder = '', ...rest }: Props) {
  const { maxLength, width, isReadOnly, addonAfter } = rest;
  const id = useId();
  const fault = form.faultOf(field);
  return (
    <Field label={label} description={description} noMargin invalid={fault !== undefined} error={fault}>
      <Input
        id={id}
        width={width}
        maxLength={maxLength}
        autoComplete="off"
        inputMode={field === 'port' ? 'numeric' : 'text'}
        placeholder={placeholder}
        disabled={isReadOnly}
        value={form.draft[field]}
        addonAfter={addonAfter}
        onChange={(event) => form.set({ [field]: event.currentTarget.value })}
      />
    </Field>
  );
}
