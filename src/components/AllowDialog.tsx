import { useState } from 'react';
import { useAnswer } from '../api/useAnswer.ts';
import { useChange } from '../api/useChange.ts';
import { AddressField } from './AddressField.tsx';
import { allowedSentence, allowPreview } from './allowPreview.ts';
import { ChangeDialog } from './ChangeDialog.tsx';
import { DurationField } from './DurationField.tsx';
import { isDuration } from './durationParts.ts';
import { PreviewList } from './PreviewList.tsx';
import { ReasonField } from './ReasonField.tsx';
import { useDebounced } from './useDebounced.ts';

interface Props {
  /** An address or range to begin with; may be empty. */
  readonly given: string;
  readonly givenReason?: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const waitMs = 400;

/** Allows an address or range, and shows before what it would lift and overlap. */
export function AllowDialog({ given, givenReason = '', onClose, onDone }: Props) {
  const [range, setRange] = useState(given);
  const [reason, setReason] = useState(givenReason);
  const [duration, setDuration] = useState('permanent');
  const entered = range.trim();
  const settled = useDebounced(entered, waitMs);
  const preview = useAnswer('POST /allowlist/preview', { body: { range: settled } }, { isPaused: settled === '' });
  const allow = useChange('POST /allowlist', allowedSentence);
  const isSettled = entered !== '' && entered === settled && !preview.isLoading;
  const shown = isSettled ? preview.answer : undefined;
  const isWrong = shown !== undefined && shown.faults.length > 0;

  async function add(): Promise<void> {
    if ((await allow.run({ body: { range: entered, reason: reason.trim(), duration } })) === undefined) return;
    onDone();
    onClose();
  }

  return (
    <ChangeDialog
      title="Allow an address"
      confirm="Allow"
      isReady={shown !== undefined && !isWrong && reason.trim() !== '' && isDuration(duration)}
      isRunning={allow.isRunning}
      fault={allow.fault}
      onConfirm={() => void add()}
      onClose={onClose}
    >
      <AddressField value={range} isLoading={entered !== '' && !isSettled} isWrong={isWrong} onChange={setRange} />
      <div aria-live="polite">
        {entered !== '' && (
          <PreviewList
            label="What it would do"
            lines={shown && allowPreview(shown)}
            fault={isSettled ? preview.fault : undefined}
          />
        )}
      </div>
      <ReasonField value={reason} onChange={setReason} placeholder="Whose address it is, and who asked for it" />
      <DurationField value={duration} onChange={setDuration} />
    </ChangeDialog>
  );
}
