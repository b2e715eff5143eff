import { ConfirmModal, Stack } from '@grafana/ui';
import type { ReactNode } from 'react';
import type { ApiFault } from '../api/fault.ts';
import { FaultAlert } from './FaultAlert.tsx';

interface Props {
  readonly title: string;
  /** What it means. */
  readonly children: ReactNode;
  readonly confirm: string;
  readonly isRunning: boolean;
  readonly fault: ApiFault | undefined;
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before something is done; what failed is told where it was asked. */
export function ConfirmChange({ title, children, confirm, isRunning, fault, onConfirm, onClose }: Props) {
  return (
    <ConfirmModal
      isOpen
      title={title}
      body={
        <Stack direction="column" gap={2}>
          <div>{children}</div>
          {fault !== undefined && <FaultAlert fault={fault} />}
        </Stack>
      }
      confirmText={confirm}
      disabled={isRunning}
      onConfirm={onConfirm}
      onDismiss={onClose}
    />
  );
}
