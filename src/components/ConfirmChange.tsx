import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ConfirmModal, Stack, useStyles2 } from '@grafana/ui';
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
  const styles = useStyles2(getStyles);
  return (
    <ConfirmModal
      isOpen
      title={title}
      body={
        <Stack direction="column" gap={2}>
          <div className={styles.body}>{children}</div>
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

const getStyles = (theme: GrafanaTheme2) => ({
  body: css({ ...theme.typography.body, overflowWrap: 'anywhere', p: { marginBottom: theme.spacing(1) } }),
});
