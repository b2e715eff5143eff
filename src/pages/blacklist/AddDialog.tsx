import { Field, Input } from '@grafana/ui';
import { useId, useState } from 'react';
import { useAnswer } from '../../api/useAnswer.ts';
import { useChange } from '../../api/useChange.ts';
import { AddressField } from '../../components/AddressField.tsx';
import { ChangeDialog } from '../../components/ChangeDialog.tsx';
import { DurationField } from '../../components/DurationField.tsx';
import { isDuration } from '../../components/durationParts.ts';
import { PreviewList } from '../../components/PreviewList.tsx';
import { ReasonField } from '../../components/ReasonField.tsx';
import { useDebounced } from '../../components/useDebounced.ts';
import { previewLines } from './previewLines.ts';

interface Props {
  /** An address to begin with; may be empty. */
  readonly given: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const waitMs = 400;

/** Blocks an address or range by hand, and shows before what it would hit. */
export function AddDialog({ given, onClose, onDone }: Props) {
  const [address, setAddress] = useState(given);
  const [reason, setReason] = useState('');
  const [duration, setDuration] = useState('4w');
  const [ticket, setTicket] = useState('');
  const entered = address.trim();
  const settled = useDebounced(entered, waitMs);
  const preview = useAnswer('POST /blacklist/preview', { body: { address: settled } }, { isPaused: settled === '' });
  const block = useChange('POST /blacklist/blocks', (answer) => `Blocked ${answer.address}.`);
  const ticketId = useId();
  const isSettled = entered !== '' && entered === settled && !preview.isLoading;
  const shown = isSettled ? preview.answer : undefined;

  async function add(): Promise<void> {
    const ticketGiven = ticket.trim() === '' ? {} : { ticket: ticket.trim() };
    if ((await block.run({ body: { address: entered, reason, duration, ...ticketGiven } })) === undefined) return;
    onDone();
    onClose();
  }

  return (
    <ChangeDialog
      title="Block an address"
      confirm="Block"
      variant="destructive"
      isReady={shown?.faults.length === 0 && reason.trim() !== '' && isDuration(duration)}
      isRunning={block.isRunning}
      fault={block.fault}
      onConfirm={() => void add()}
      onClose={onClose}
    >
      <AddressField
        value={address}
        isLoading={entered !== '' && !isSettled}
        isWrong={(shown?.faults.length ?? 0) > 0}
        onChange={setAddress}
      />
      <div aria-live="polite">
        {entered !== '' && (
          <PreviewList
            label="What it would hit"
            lines={shown && previewLines(shown)}
            fault={isSettled ? preview.fault : undefined}
          />
        )}
      </div>
      <ReasonField value={reason} onChange={setReason} />
      <DurationField value={duration} onChange={setDuration} />
      <Field label="Ticket" description="Number of the ticket that it belongs to, if there is one." noMargin>
        <Input
          id={ticketId}
          maxLength={100}
          value={ticket}
          onChange={(event) => setTicket(event.currentTarget.value)}
        />
      </Field>
    </ChangeDialog>
  );
}
