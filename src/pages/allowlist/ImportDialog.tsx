import { Field, Input, TextArea } from '@grafana/ui';
import { useId, useState } from 'react';
import { useChange } from '../../api/useChange.ts';
import { ChangeDialog } from '../../components/ChangeDialog.tsx';
import { DurationField } from '../../components/DurationField.tsx';
import { isDuration } from '../../components/durationParts.ts';
import { FileButton } from '../../components/FileButton.tsx';
import { countWords } from '../../components/numberWords.ts';
import { ImportReport } from './ImportReport.tsx';
import type { ImportOutcome } from './ImportReport.tsx';

interface Props {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const maxCharacters = 1_000_000;

/** Adds many entries from a text or a file: told first what would come of it, done with a second click. */
export function ImportDialog({ onClose, onDone }: Props) {
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [duration, setDuration] = useState('permanent');
  const [outcome, setOutcome] = useState<ImportOutcome>();
  const check = useChange('POST /allowlist/import');
  const take = useChange(
    'POST /allowlist/import',
    ({ added }) => `Allowed ${countWords(added.length, 'entry', 'entries')}.`,
  );
  const [textId, reasonId] = [useId(), useId()];
  const body = { text, reason: reason.trim(), duration };
  const news = outcome?.added.length ?? 0;

  /** What was told is of another text then. */
  function edit<T>(set: (value: T) => void): (value: T) => void {
    return (value) => {
      set(value);
      setOutcome(undefined);
      check.clear();
      take.clear();
    };
  }

  async function confirm(): Promise<void> {
    if (outcome === undefined) {
      setOutcome(await check.run({ body: { ...body, dryRun: true } }));
      return;
    }
    if ((await take.run({ body: { ...body, dryRun: false } })) === undefined) return;
    onDone();
    onClose();
  }

  return (
    <ChangeDialog
      title="Import into the allowlist"
      confirm={
        outcome === undefined ? 'Check' : news === 0 ? undefined : `Allow ${countWords(news, 'entry', 'entries')}`
      }
      isReady={text.trim() !== '' && isDuration(duration)}
      isRunning={check.isRunning || take.isRunning}
      fault={check.fault ?? take.fault}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <Field
        label="Addresses and ranges"
        description="One a line; what follows it is its reason. Lines that begin with # are passed over."
        required
        noMargin
      >
        <TextArea
          id={textId}
          rows={8}
          autoFocus
          spellCheck={false}
          maxLength={maxCharacters}
          placeholder={'198.51.100.7 branch office\n203.0.113.0/24, our scanners'}
          value={text}
          onChange={(event) => edit(setText)(event.currentTarget.value)}
        />
      </Field>
      <FileButton accept=".txt,.csv,.list,text/plain,text/csv" maxCharacters={maxCharacters} onText={edit(setText)}>
        Take a file
      </FileButton>
      <Field label="Reason" description="For lines that have none of their own." noMargin>
        <Input
          id={reasonId}
          maxLength={1000}
          value={reason}
          onChange={(event) => edit(setReason)(event.currentTarget.value)}
        />
      </Field>
      <DurationField value={duration} onChange={edit(setDuration)} />
      <div aria-live="polite">{outcome !== undefined && <ImportReport outcome={outcome} />}</div>
    </ChangeDialog>
  );
}
