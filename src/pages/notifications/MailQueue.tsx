import { Alert, Button, InteractiveTable, RadioButtonGroup, Stack } from '@grafana/ui';
import { useMemo, useState } from 'react';
import { useChange } from '../../api/useChange.ts';
import { usePages } from '../../api/usePages.ts';
import { FaultAlert } from '../../components/FaultAlert.tsx';
import { ListFrame } from '../../components/ListFrame.tsx';
import { GiveUpDialog } from './GiveUpDialog.tsx';
import { MailContext, mailColumns } from './mailColumns.tsx';
import type { Mail, MailState } from './notificationsState.ts';

interface Props {
  /** Undefined: all. */
  readonly state: MailState | undefined;
  /** Mails are turned off, so that none goes out. */
  readonly isOff: boolean;
  readonly onState: (state: MailState | undefined) => void;
}

const choices: { readonly value: MailState | 'all'; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'waiting', label: 'Waiting' },
  { value: 'failed', label: 'Failed' },
  { value: 'sent', label: 'Sent' },
];

/** Mails that wait, failed or were sent, newest first, with why one waits. */
export function MailQueue({ state, isOff, onState }: Props) {
  const pages = usePages('GET /notifications/mails', { query: state === undefined ? {} : { state } });
  const retry = useChange('POST /notifications/mails/:id/retry', () => 'The mail is tried again now.');
  const [unwanted, setUnwanted] = useState<Mail>();
  const data = useMemo(() => [...pages.items], [pages.items]);

  async function tryAgain({ id }: Mail): Promise<void> {
    if ((await retry.run({ params: { id } })) !== undefined) pages.reload();
  }

  return (
    <Stack direction="column" gap={2}>
      <Stack gap={2} alignItems="center">
        <RadioButtonGroup<MailState | 'all'>
          aria-label="State of mails"
          options={choices}
          value={state ?? 'all'}
          onChange={(choice) => onState(choice === 'all' ? undefined : choice)}
        />
        <Button variant="secondary" icon="sync" onClick={pages.reload}>
          Refresh
        </Button>
      </Stack>
      {isOff && (
        <Alert severity="info" title="Mails are turned off">
          What waits goes out once they are turned on in the settings.
        </Alert>
      )}
      {retry.fault !== undefined && <FaultAlert fault={retry.fault} />}
      <ListFrame
        pages={pages}
        isFiltered={state !== undefined}
        onClearFilters={() => onState(undefined)}
        empty={{
          message: 'No mail was written yet',
          next: 'One is written for each new block once mails are turned on and a block is made.',
        }}
      >
        <MailContext.Provider value={{ isOff, onRetry: (mail) => void tryAgain(mail), onGiveUp: setUnwanted }}>
          <InteractiveTable columns={mailColumns} data={data} getRowId={({ id }: Mail) => String(id)} />
        </MailContext.Provider>
      </ListFrame>
      {unwanted !== undefined && (
        <GiveUpDialog mail={unwanted} onClose={() => setUnwanted(undefined)} onDone={pages.reload} />
      )}
    </Stack>
  );
}
