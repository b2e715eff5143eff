import { PluginPage } from '@grafana/runtime';
import { Stack } from '@grafana/ui';
import { useCallback, useState } from 'react';
import { useAnswer } from '../../api/useAnswer.ts';
import { AllowDialog } from '../../components/AllowDialog.tsx';
import { Answered } from '../../components/Answered.tsx';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { mayDo } from '../../components/mayDo.ts';
import { useUrlState } from '../../components/useUrlState.ts';
import { allowlistFields } from './allowlistState.ts';
import type { AllowEntry } from './allowlistState.ts';
import { EntryList } from './EntryList.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { SuggestionList } from './SuggestionList.tsx';

/** Who is never blocked, and what could join them. */
export function AllowlistPage() {
  const [state, change] = useUrlState(allowlistFields);
  const [removed, setRemoved] = useState<AllowEntry>();
  const list = useAnswer('GET /allowlist', {});
  const suggestions = list.answer?.suggestions ?? [];
  const given = state.add === 'new' ? '' : state.add;
  const add = useCallback((range: string) => change({ add: range }, { isStep: true }), [change]);
  return (
    <PluginPage
      subTitle="Addresses and ranges that are never blocked. The allowlist wins over every case and every person."
      actions={
        <>
          <ChangeButton icon="upload" onClick={() => change({ import: 'open' }, { isStep: true })}>
            Import
          </ChangeButton>
          <ChangeButton icon="plus" variant="primary" onClick={() => add('new')}>
            Allow an address
          </ChangeButton>
        </>
      }
    >
      <Answered of={list}>
        {({ entries }) => (
          <Stack direction="column" gap={4}>
            <EntryList
              entries={entries}
              search={state.search}
              onSearch={(search) => change({ search })}
              onAdd={() => add('new')}
              onRemove={setRemoved}
            />
            <SuggestionList suggestions={suggestions} onAccept={add} />
          </Stack>
        )}
      </Answered>
      {state.add !== '' && mayDo('Editor') && (
        <AllowDialog
          key={`${given} ${list.answer === undefined ? '' : 'loaded'}`}
          given={given}
          givenReason={suggestions.find(({ range }) => range === given)?.reason ?? ''}
          onClose={() => change({ add: '' })}
          onDone={list.reload}
        />
      )}
      {state.import !== '' && mayDo('Editor') && (
        <ImportDialog onClose={() => change({ import: '' })} onDone={list.reload} />
      )}
      {removed !== undefined && (
        <RemoveDialog entry={removed} onClose={() => setRemoved(undefined)} onDone={list.reload} />
      )}
    </PluginPage>
  );
}
