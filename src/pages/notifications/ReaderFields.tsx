import { Button, Stack } from '@grafana/ui';
import { ListField } from '../../components/ListField.tsx';
import { grafanaAddress } from './grafanaAddress.ts';
import { TextField } from './TextField.tsx';
import type { MailForm } from './useMailForm.ts';

/** Who writes, who reads, and where the links lead. */
export function ReaderFields({ form, isReadOnly }: { readonly form: MailForm; readonly isReadOnly: boolean }) {
  const { draft, set, faultOf } = form;
  const own = grafanaAddress();
  return (
    <Stack direction="column" gap={2}>
      <TextField
        form={form}
        field="sender"
        label="Sender"
        placeholder="active-defense@example.com"
        maxLength={254}
        width={45}
        isReadOnly={isReadOnly}
      />
      <ListField
        label="Recipients"
        description="Type an address and press Enter, or paste several."
        placeholder="soc@example.com"
        items={draft.recipients}
        onChange={(recipients) => set({ recipients: [...recipients] })}
        check={(item) => (/^[^@\s]+@[^@\s]+$/.test(item) ? undefined : `“${item}” is not an e-mail address.`)}
        fault={faultOf('recipients')}
        maxItems={50}
        maxLength={254}
        isReadOnly={isReadOnly}
      />
      <TextField
        form={form}
        field="grafanaUrl"
        label="Address of Grafana"
        description="For the links in mails, as their readers reach it. Empty: no links."
        placeholder={own}
        maxLength={500}
        width={60}
        isReadOnly={isReadOnly}
        addonAfter={
          isReadOnly || draft.grafanaUrl === own ? undefined : (
            <Button type="button" variant="secondary" onClick={() => set({ grafanaUrl: own })}>
              Use this one
            </Button>
          )
        }
      />
    </Stack>
  );
}
