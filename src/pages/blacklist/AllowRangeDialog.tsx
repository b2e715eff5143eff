import { Text } from '@grafana/ui';
import { useState } from 'react';
import { useChange } from '../../api/useChange.ts';
import { ChangeDialog } from '../../components/ChangeDialog.tsx';
import { DurationField } from '../../components/DurationField.tsx';
import { isDuration } from '../../components/durationParts.ts';
import { ReasonField } from '../../components/ReasonField.tsx';

interface Props {
  readonly range: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Puts one address or range on the allowlist, blocked or not. */
export function AllowRangeDialog({ range, onClose, onDone }: Props) {
  const { run, isRunning, fault } = useChange('POST /allowlist', ({ range: allowed, lifted }) =>
    lifted.length === 0
      ? `Allowed ${allowed}.`
      : `Allowed ${allowed}; ${lifted.length === 1 ? 'its block is' : `${lifted.length} blocks are`} lifted.`,
  );
  const [reason, setReason] = useState('');
  const [duration, setDuration] = useState('permanent');

  async function allow(): Promise<void> {
    if ((await run({ body: { range, reason, duration } })) === undefined) return;
    onDone();
    onClose();
  }

  return (
    <ChangeDialog
      title={`Allow ${range}`}
      confirm="Allow"
      isReady={reason.trim() !== '' && isDuration(duration)}
      isRunning={isRunning}
      fault={fault}
      onConfirm={() => void allow()}
      onClose={onClose}
    >
      <Text color="secondary">
        It goes on the allowlist, which wins over every case and every person. Blocks inside it are lifted, and blocked
        ranges around it leave it out.
      </Text>
      <ReasonField value={reason} onChange={setReason} />
      <DurationField value={duration} onChange={setDuration} />
    </ChangeDialog>
  );
}
