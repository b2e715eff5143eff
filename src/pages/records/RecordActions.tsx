import { Button, ClipboardButton, Stack } from '@grafana/ui';
import { useNavigate } from 'react-router-dom';
import { AttackerLink } from '../../components/AttackerLink.tsx';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import type { DashboardRange } from '../../components/dashboards.ts';
import { pagePath } from '../../pagePath.ts';
import { panosFilter } from './panosFilter.ts';
import { noFilters } from './recordsState.ts';
import type { ChangeRecords, RecordItem } from './recordsState.ts';

interface Props {
  readonly record: RecordItem;
  readonly change: ChangeRecords;
  /** The time that the list shows. */
  readonly range: DashboardRange;
}

/** What can be done about the source of a record, and to find the record on the firewall. */
export function RecordActions({ record, change, range }: Props) {
  const navigate = useNavigate();
  const { source } = record;
  function toDialog(page: 'blacklist' | 'allowlist'): void {
    navigate(`${pagePath(page)}?add=${encodeURIComponent(source)}`);
  }
  return (
    <Stack gap={1} wrap="wrap">
      <ChangeButton size="sm" icon="ban" onClick={() => toDialog('blacklist')}>
        Blacklist it
      </ChangeButton>
      <ChangeButton size="sm" icon="check" onClick={() => toDialog('allowlist')}>
        Allow it
      </ChangeButton>
      <Button
        size="sm"
        variant="secondary"
        icon="filter"
        // With the focus on the drawer's close button, the first Escape would only close its tooltip.
        autoFocus
        onClick={() => change({ ...noFilters, source, record: '', at: '' }, { isStep: true })}
      >
        Everything from this address
      </Button>
      <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => panosFilter(record)}>
        Copy as a PAN-OS log filter
      </ClipboardButton>
      <AttackerLink address={source} range={range} size="sm" />
    </Stack>
  );
}
