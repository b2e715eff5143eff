import { Text } from '@grafana/ui';
import { useChange } from '../../api/useChange.ts';
import { ChangeDialog } from '../../components/ChangeDialog.tsx';
import { Sentence } from '../../components/Sentence.tsx';
import type { Mail } from './notificationsState.ts';

interface Props {
  readonly mail: Mail;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Gives a mail up. */
export function GiveUpDialog({ mail, onClose, onDone }: Props) {
  const { run, isRunning, fault } = useChange('DELETE /notifications/mails/:id', () => 'The mail was given up.');

  async function giveUp(): Promise<void> {
    if ((await run({ params: { id: mail.id } })) === undefined) return;
    onDone();
    onClose();
  }

  return (
    <ChangeDialog
      title="Give this mail up"
      confirm="Give up"
      variant="destructive"
      isRunning={isRunning}
      fault={fault}
      onConfirm={() => void giveUp()}
      onClose={onClose}
    >
      <Text element="p">It is deleted, and the blocks that it tells of are not told of again.</Text>
      <Sentence>
        <Text color="secondary">{mail.subject}</Text>
      </Sentence>
    </ChangeDialog>
  );
}
