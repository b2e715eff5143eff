import { Button, Modal, Stack } from '@grafana/ui';
import type { ButtonVariant } from '@grafana/ui';
import type { FormEvent, ReactNode } from 'react';
import type { ApiFault } from '../api/fault.ts';
import { FaultAlert } from './FaultAlert.tsx';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  /** What the button says that does it; undefined: it is done, and only closing is left. */
  readonly confirm: string | undefined;
  readonly variant?: ButtonVariant;
  /** What is filled in will do. */
  readonly isReady?: boolean;
  readonly isRunning: boolean;
  readonly fault: ApiFault | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** A dialog that changes something: what it means, its fields, what failed, the button that does it. Enter in a line does it too. */
export function ChangeDialog(props: Props) {
  const { title, children, confirm, variant = 'primary', isReady = true, isRunning, fault, onConfirm, onClose } = props;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isReady && !isRunning && confirm !== undefined) onConfirm();
  }

  return (
    <Modal title={title} isOpen onDismiss={onClose} closeOnBackdropClick={false}>
      <form onSubmit={submit}>
        <Stack direction="column" gap={2}>
          {children}
          {fault !== undefined && <FaultAlert fault={fault} />}
        </Stack>
        <Modal.ButtonRow>
          <Button type="button" variant="secondary" fill="outline" onClick={onClose}>
            {confirm === undefined ? 'Close' : 'Cancel'}
          </Button>
          {confirm !== undefined && (
            <Button
              type="submit"
              variant={variant}
              disabled={!isReady || isRunning}
              {...(isRunning ? { icon: 'spinner' as const } : {})}
            >
              {confirm}
            </Button>
          )}
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
