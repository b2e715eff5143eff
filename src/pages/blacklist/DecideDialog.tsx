import { Text } from '@grafana/ui';
import { useState } from 'react';
import { useChange } from '../../api/useChange.ts';
import { ChangeDialog } from '../../components/ChangeDialog.tsx';
import { ReasonField } from '../../components/ReasonField.tsx';
import { OutcomeReport } from './OutcomeReport.tsx';
import { needsReading, outcomeSentence } from './outcomeSentence.ts';
import type { Outcome } from './outcomeSentence.ts';
import type { Request } from './request.ts';

interface Props {
  readonly request: Extract<Request, { kind: 'decide' }>;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Answers held findings: block their sources, or dismiss them. */
export function DecideDialog({ request: { decision, ids, what }, onClose, onDone }: Props) {
  const isBlock = decision === 'block';
  const { run, isRunning, fault } = useChange('POST /blacklist/decide', (answer) =>
    outcomeSentence(isBlock ? 'Blocked' : 'Dismissed', answer),
  );
  const [reason, setReason] = useState('');
  const [outcome, setOutcome] = useState<Outcome>();

  async function decide(): Promise<void> {
    const answer = await run({ body: { ids: [...ids], decision, reason } });
    if (answer === undefined) return;
    onDone();
    if (needsReading(answer)) setOutcome(answer);
    else onClose();
  }

  return (
    <ChangeDialog
      title={`${isBlock ? 'Block' : 'Dismiss'} ${what}`}
      confirm={outcome === undefined ? (isBlock ? 'Block' : 'Dismiss') : undefined}
      isReady={reason.trim() !== ''}
      isRunning={isRunning}
      fault={fault}
      onConfirm={() => void decide()}
      onClose={onClose}
    >
      {outcome === undefined ? (
        <>
          <Text color="secondary">
            {isBlock
              ? 'The source is blocked as if its finding had not been held.'
              : 'The finding is closed, and its source stays unblocked. A new finding is looked at afresh.'}
          </Text>
          <ReasonField value={reason} onChange={setReason} />
        </>
      ) : (
        <OutcomeReport outcome={outcome} />
      )}
    </ChangeDialog>
  );
}
