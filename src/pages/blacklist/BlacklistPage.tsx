import { PluginPage } from '@grafana/runtime';
import { Stack } from '@grafana/ui';
import { useState } from 'react';
import { useAnswer } from '../../api/useAnswer.ts';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { mayDo } from '../../components/mayDo.ts';
import { useUrlState } from '../../components/useUrlState.ts';
import { AddDialog } from './AddDialog.tsx';
import { BlacklistTabs } from './BlacklistTabs.tsx';
import { blacklistFields, tabOf } from './blacklistState.ts';
import { BlockDrawer } from './BlockDrawer.tsx';
import { BlocksTab } from './BlocksTab.tsx';
import { Filters } from './Filters.tsx';
import { FindingsTab } from './FindingsTab.tsx';
import { VerdictField } from './VerdictField.tsx';
import type { Request } from './request.ts';
import { RequestDialog } from './RequestDialog.tsx';

/** Who is blocked, who waits for a decision, why, and the way out. */
export function BlacklistPage() {
  const [state, change] = useUrlState(blacklistFields);
  const [request, setRequest] = useState<Request>();
  const [refreshedAt, setRefreshedAt] = useState(() => Date.now());
  const totals = useAnswer('GET /blacklist/totals', {}, { everyMs: 30_000 });
  const tab = tabOf(state);

  function refresh(): void {
    setRefreshedAt(Date.now());
    totals.reload();
  }

  const shared = { state, change, refreshedAt, onRequest: setRequest, onRefresh: refresh } as const;
  return (
    <PluginPage
      subTitle="Who is blocked, who waits for a decision, why, and the way out."
      actions={
        <ChangeButton icon="plus" variant="primary" onClick={() => change({ add: 'new' }, { isStep: true })}>
          Block an address
        </ChangeButton>
      }
    >
      <Stack direction="column" gap={3}>
        <VerdictField {...shared} />
        <Stack direction="column" gap={2}>
          <BlacklistTabs tab={tab} totals={totals.answer} change={change} />
          <Filters {...shared} tab={tab} totals={totals.answer} />
          {tab === 'active' || tab === 'released' ? (
            <BlocksTab key={tab} {...shared} tab={tab} />
          ) : (
            <FindingsTab key={tab} {...shared} tab={tab} />
          )}
        </Stack>
      </Stack>
      {state.block !== '' && <BlockDrawer {...shared} id={state.block} />}
      {state.add !== '' && mayDo('Editor') && (
        <AddDialog given={state.add === 'new' ? '' : state.add} onClose={() => change({ add: '' })} onDone={refresh} />
      )}
      {request !== undefined && (
        <RequestDialog request={request} onClose={() => setRequest(undefined)} onDone={refresh} />
      )}
    </PluginPage>
  );
}
