import { Alert, Box, Stack } from '@grafana/ui';
import { FaultAlert } from '../../components/FaultAlert.tsx';
import { LeaveGuard } from '../../components/LeaveGuard.tsx';
import { mayDo } from '../../components/mayDo.ts';
import { MailActions } from './MailActions.tsx';
import type { StoredMailSettings } from './mailDraft.ts';
import { ReaderFields } from './ReaderFields.tsx';
import { ServerFields } from './ServerFields.tsx';
import { useMailForm } from './useMailForm.ts';

interface Props {
  readonly answer: StoredMailSettings;
  readonly onSaved: () => void;
}

/** The form of how mails are sent; read only for whoever may not change it. */
export function MailSettings({ answer, onSaved }: Props) {
  const form = useMailForm(answer, onSaved);
  const isReadOnly = !mayDo('Admin');
  return (
    <Box maxWidth={80}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (form.isChanged && form.isReady && !form.isSaving) void form.save();
        }}
      >
        <Stack direction="column" gap={3}>
          {isReadOnly && <Alert severity="info" title="Only administrators change how mails are sent" />}
          <ServerFields form={form} isReadOnly={isReadOnly} />
          <ReaderFields form={form} isReadOnly={isReadOnly} />
          {form.otherFaults.length > 0 && (
            <Alert severity="error" title="This will not do">
              {form.otherFaults.join(' ')}
            </Alert>
          )}
          {form.fault !== undefined && <FaultAlert fault={form.fault} />}
          {!isReadOnly && <MailActions form={form} />}
        </Stack>
      </form>
      <LeaveGuard isOn={form.isChanged} />
    </Box>
  );
}
