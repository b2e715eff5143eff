import { Button, Field, Input, Stack, TextArea } from '@grafana/ui';
import { useId, useState } from 'react';
import { useChange } from '../../api/useChange.ts';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { FaultAlert } from '../../components/FaultAlert.tsx';
import { mayDo } from '../../components/mayDo.ts';
import type { Block } from './blockColumns.tsx';

/** Ticket number and notes of a block, to be changed in place. */
export function BlockNotes({ block, onSaved }: { readonly block: Block; readonly onSaved: () => void }) {
  const [saved, setSaved] = useState({ ticket: block.ticket, note: block.note });
  const [ticket, setTicket] = useState(block.ticket);
  const [note, setNote] = useState(block.note);
  const { run, isRunning, fault } = useChange('PATCH /blacklist/blocks/:id', ({ address }) => `Saved for ${address}.`);
  const [ticketId, noteId] = [useId(), useId()];
  const isChanged = ticket !== saved.ticket || note !== saved.note;
  const isReadOnly = !mayDo('Editor');

  async function save(): Promise<void> {
    const answer = await run({ params: { id: block.id }, body: { ticket, note } });
    if (answer === undefined) return;
    setSaved({ ticket, note });
    onSaved();
  }

  return (
    <Stack direction="column" gap={2}>
      <Field label="Ticket" noMargin>
        <Input
          id={ticketId}
          width={40}
          maxLength={100}
          readOnly={isReadOnly}
          value={ticket}
          onChange={(event) => setTicket(event.currentTarget.value)}
        />
      </Field>
      <Field label="Notes" noMargin>
        <TextArea
          id={noteId}
          rows={3}
          maxLength={4000}
          readOnly={isReadOnly}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Field>
      {fault !== undefined && <FaultAlert fault={fault} />}
      <Stack gap={1}>
        <ChangeButton size="sm" isDisabled={!isChanged || isRunning} onClick={() => void save()}>
          Save
        </ChangeButton>
        {isChanged && (
          <Button
            size="sm"
            variant="secondary"
            fill="text"
            onClick={() => {
              setTicket(saved.ticket);
              setNote(saved.note);
            }}
          >
            Undo
          </Button>
        )}
      </Stack>
    </Stack>
  );
}
