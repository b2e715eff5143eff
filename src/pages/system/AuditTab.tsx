import { Stack } from '@grafana/ui';
import { useCallback, useMemo, useState } from 'react';
import { usePages } from '../../api/usePages.ts';
import { ListFrame } from '../../components/ListFrame.tsx';
import { AuditDrawer } from './AuditDrawer.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditTable } from './AuditTable.tsx';
import { auditQuery, noAuditFilters } from './systemState.ts';
import type { ChangeSystem, SystemState } from './systemState.ts';

interface Props {
  readonly state: SystemState;
  readonly change: ChangeSystem;
}

/** Who changed what, newest first. */
export function AuditTab({ state, change }: Props) {
  const [openedAt] = useState(() => Date.now());
  const { actor, action, subject, age, event } = state;
  const query = useMemo(
    () => auditQuery({ actor, action, subject, age }, openedAt),
    [actor, action, subject, age, openedAt],
  );
  const pages = usePages('GET /system/audit', { query });
  const isFiltered = [actor, action, subject, age].some((text) => text !== '');
  const open = useCallback((id: number) => change({ event: String(id) }, { isStep: true }), [change]);
  return (
    <Stack direction="column" gap={2}>
      <AuditFilters state={state} change={change} isFiltered={isFiltered} />
      <ListFrame
        pages={pages}
        isFiltered={isFiltered}
        onClearFilters={() => change(noAuditFilters)}
        empty={{ message: 'Nobody has changed anything yet', next: 'Each change is kept here with who made it.' }}
      >
        <AuditTable events={pages.items} onOpen={open} />
      </ListFrame>
      {event !== '' && (
        <AuditDrawer
          event={pages.items.find(({ id }) => String(id) === event)}
          isLoading={pages.isLoading}
          onClose={() => change({ event: '' })}
        />
      )}
    </Stack>
  );
}
