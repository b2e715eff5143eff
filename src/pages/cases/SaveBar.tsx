import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, Stack, Text, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import { FaultAlert } from '../../components/FaultAlert.tsx';
import { ReviewDialog } from './ReviewDialog.tsx';
import type { SettingsForm } from './useSettingsForm.ts';

interface Props {
  readonly form: SettingsForm;
  readonly onReload: () => void;
}

/** Stays in sight while something is not saved: what failed, save, discard. */
export function SaveBar({ form, onReload }: Props) {
  const styles = useStyles2(getStyles);
  const [isReviewed, setReviewed] = useState(false);
  const { changed, hasFaults, isMarked, fault, otherFaults, isConflict, isSaving } = form;
  if (changed.length === 0) return null;
  const isPlaced = fault !== undefined && fault.faults.length > 0 && otherFaults.length === 0;

  async function save(): Promise<void> {
    await form.save();
    setReviewed(false);
  }

  return (
    <div className={styles.bar} role="region" aria-label="Changes that are not saved">
      {isConflict && (
        <Alert severity="warning" title="Somebody else changed the settings meanwhile">
          <Stack direction="column" gap={1} alignItems="flex-start">
            <div>Load the newer ones; your changes stay and are laid over them.</div>
            <Button size="sm" variant="secondary" icon="sync" onClick={onReload}>
              Load the newer ones
            </Button>
          </Stack>
        </Alert>
      )}
      {fault !== undefined && !isConflict && !isPlaced && <FaultAlert fault={fault} />}
      <Stack alignItems="center" justifyContent="space-between" gap={2} wrap="wrap">
        <Text color={isMarked ? 'error' : 'primary'}>
          {isMarked
            ? 'Some values will not do. They are marked above.'
            : `${changed.length === 1 ? '1 change is' : `${changed.length} changes are`} not saved.`}
        </Text>
        <Stack gap={1}>
          <Button variant="secondary" onClick={form.discard} disabled={isSaving}>
            Discard
          </Button>
          <Button onClick={() => setReviewed(true)} disabled={hasFaults || isSaving || isConflict}>
            Review and save
          </Button>
        </Stack>
      </Stack>
      {isReviewed && <ReviewDialog form={form} onSave={() => void save()} onClose={() => setReviewed(false)} />}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    position: 'sticky',
    bottom: 0,
    zIndex: theme.zIndex.navbarFixed,
    padding: theme.spacing(2, 3),
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
    boxShadow: theme.shadows.z2,
  }),
});
