import { Field, Input, RadioButtonGroup, Stack, Switch } from '@grafana/ui';
import { useId } from 'react';
import { TextField } from './TextField.tsx';
import { withSecurity } from './mailDraft.ts';
import type { Security } from './mailDraft.ts';
import type { MailForm } from './useMailForm.ts';

const securities: readonly { readonly value: Security; readonly label: string }[] = [
  { value: 'starttls', label: 'STARTTLS' },
  { value: 'tls', label: 'TLS' },
  { value: 'none', label: 'None' },
];

const means: Readonly<Record<Security, string>> = {
  starttls: 'The connection turns to TLS before anything is said. A server that does not offer it is refused.',
  tls: 'TLS from the first byte, as on port 465.',
  none: 'Nothing is encrypted: mails and the password can be read on the way. Only for a server on this machine.',
};

/** The mail server and how to log in. */
export function ServerFields({ form, isReadOnly }: { readonly form: MailForm; readonly isReadOnly: boolean }) {
  const { draft, set, stored, faultOf } = form;
  const [onId, passwordId] = [useId(), useId()];
  const hasUser = draft.user.trim() !== '';
  const password = faultOf('password');
  return (
    <Stack direction="column" gap={2}>
      <Field label="Send mails" description="Off: new blocks are told to nobody." noMargin htmlFor={onId}>
        <Switch
          id={onId}
          disabled={isReadOnly}
          value={draft.isOn}
          onChange={(event) => set({ isOn: event.currentTarget.checked })}
        />
      </Field>
      <Stack gap={2} alignItems="flex-start">
        <TextField
          form={form}
          field="host"
          label="Mail server"
          placeholder="mail.example.com"
          maxLength={255}
          width={45}
          isReadOnly={isReadOnly}
        />
        <TextField form={form} field="port" label="Port" maxLength={5} width={12} isReadOnly={isReadOnly} />
      </Stack>
      <Field label="Security" description={means[draft.security]} noMargin>
        <RadioButtonGroup
          aria-label="Security"
          disabled={isReadOnly}
          options={[...securities]}
          value={draft.security}
          onChange={(security) => set(withSecurity(draft, security))}
        />
      </Field>
      <Stack gap={2} alignItems="flex-start">
        <TextField
          form={form}
          field="user"
          label="User"
          description="Empty: no login."
          maxLength={255}
          width={35}
          isReadOnly={isReadOnly}
        />
        <Field
          label="Password"
          description={
            hasUser ? 'Kept encrypted and never shown.' : 'Enter a user first: without one there is no login.'
          }
          noMargin
          invalid={password !== undefined}
          error={password}
        >
          <Input
            id={passwordId}
            type="password"
            autoComplete="new-password"
            width={35}
            maxLength={1000}
            disabled={isReadOnly || !hasUser}
            placeholder={stored.hasPassword ? 'Stored – leave empty to keep' : ''}
            value={draft.password}
            onChange={(event) => set({ password: event.currentTarget.value })}
          />
        </Field>
      </Stack>
    </Stack>
  );
}
