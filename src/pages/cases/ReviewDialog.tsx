import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import { ChangeDialog } from '../../components/ChangeDialog.tsx';
import { settingLabels } from '../../components/settingLabels.ts';
import type { SettingName } from '../../components/settingLabels.ts';
import type { Draft } from './settingFields.ts';
import { consequence, listChange, settingWords } from './settingWords.ts';
import type { SettingsForm } from './useSettingsForm.ts';

interface Props {
  readonly form: SettingsForm;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

/** What would change, the old beside the new, before it does. */
export function ReviewDialog({ form, onSave, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const { saved, draft, changed, isSaving } = form;
  return (
    <ChangeDialog
      title="Save these changes?"
      confirm="Save"
      isRunning={isSaving}
      fault={undefined}
      onConfirm={onSave}
      onClose={onClose}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Setting</th>
            <th scope="col">In force</th>
            <th scope="col">New</th>
          </tr>
        </thead>
        <tbody>
          {changed.map((name) => (
            <ChangeRow key={name} name={name} saved={saved} draft={draft} />
          ))}
        </tbody>
      </table>
      <Text color="secondary" variant="bodySmall">
        In force as soon as they are saved; what was counted is counted anew from stored records.
      </Text>
    </ChangeDialog>
  );
}

function ChangeRow({ name, saved, draft }: { name: SettingName; saved: Draft; draft: Draft }) {
  const [before, after] = [saved[name], draft[name]];
  const [from, to] =
    typeof before === 'object' && typeof after === 'object'
      ? listWords(before, after)
      : [settingWords(saved, name), settingWords(draft, name)];
  const note = consequence(name, saved, draft);
  return (
    <tr>
      <th scope="row">
        {settingLabels[name]}
        {note !== undefined && (
          <Text element="p" color="secondary" variant="bodySmall">
            {note}
          </Text>
        )}
      </th>
      <td>{from}</td>
      <td>{to}</td>
    </tr>
  );
}

/** Of lists only what goes and what comes. */
function listWords(before: readonly string[], after: readonly string[]): [string, string] {
  const { added, removed } = listChange(before, after);
  const kept = before.length - removed.length;
  const from = removed.length === 0 ? (before.length === 0 ? 'None' : `${kept} kept`) : `Removed: ${cut(removed)}`;
  const to = added.length === 0 ? (after.length === 0 ? 'None' : `${kept} kept`) : `Added: ${cut(added)}`;
  return [from, to];
}

function cut(items: readonly string[]): string {
  const shown = 20;
  return items.length <= shown
    ? items.join(', ')
    : `${items.slice(0, shown).join(', ')} and ${items.length - shown} more`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    tableLayout: 'fixed',
    'th, td': {
      padding: theme.spacing(1),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      textAlign: 'left',
      verticalAlign: 'top',
      fontWeight: theme.typography.fontWeightRegular,
      overflowWrap: 'anywhere',
    },
    'thead th': { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightMedium },
  }),
});
