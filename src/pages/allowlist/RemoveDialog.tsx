import { Text } from '@grafana/ui';
import { useChange } from '../../api/useChange.ts';
import { ChangeDialog } from '../../components/ChangeDialog.tsx';
import { Sentence } from '../../components/Sentence.tsx';
import type { AllowEntry } from './allowlistState.ts';

interface Props {
  readonly entry: AllowEntry;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Takes an entry off the allowlist. */
export function RemoveDialog({ entry, onClose, onDone }: Props) {
  const { run, isRunning, fault } = useChange('DELETE /allowlist/:id', ({ range }) => `Removed ${range}.`);

  async function remove(): Promise<void> {
    if ((await run({ params: { id: entry.id } })) === undefined) return;
    onDone();
    onClose();
  }

  return (
    <ChangeDialog
      title={`Remove ${entry.range}`}
      confirm="Remove"
      variant="destructive"
      isRunning={isRunning}
      fault={fault}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <Text element="p">
        {entry.coveredBy === null
          ? 'From then on it can be blocked again. Blocks that it lifted do not come back by themselves.'
          : `${entry.coveredBy} still allows it.`}
      </Text>
      {entry.reason !== '' && (
        <Sentence>
          <Text color="secondary">{`Its reason was: ${entry.reason}`}</Text>
        </Sentence>
      )}
    </ChangeDialog>
  );
}
