import { PluginPage } from '@grafana/runtime';
import { Stack, ToolbarButton } from '@grafana/ui';
import { useMemo, useState } from 'react';
import { useAnswer } from '../../api/useAnswer.ts';
import { useUrlState } from '../../components/useUrlState.ts';
import { LiveSwitch } from './LiveSwitch.tsx';
import { RangeInput } from './RangeInput.tsx';
import { RecordFilters } from './RecordFilters.tsx';
import { readRange } from './recordRange.ts';
import { RecordsList } from './RecordsList.tsx';
import { filterFields, filtersOf, recordsFields } from './recordsState.ts';
import type { RecordQuery } from './recordsState.ts';

/** What the firewalls logged, newest first. */
export function RecordsPage() {
  const [state, change] = useUrlState(recordsFields);
  const [turn, setTurn] = useState(0);
  const words = useAnswer('GET /records/words', {});
  const filterKey = filterFields.map((field) => state[field]).join('\n');
  // Asked anew only when something changes: "the last 24 hours" end at the moment when they were asked for.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const range = useMemo(() => readRange(state.from, state.to), [state.from, state.to, filterKey, turn]);
  const query: RecordQuery = {
    ...filtersOf(state),
    from: range.from,
    ...(range.to === undefined ? {} : { to: range.to }),
  };

  return (
    <PluginPage
      subTitle="What the firewalls logged, newest first."
      actions={
        <Stack gap={1} alignItems="center">
          <LiveSwitch
            isOn={state.live === 'on' && range.to === undefined}
            onChange={(isOn) =>
              change({ live: isOn ? 'on' : '', ...(isOn && range.to !== undefined ? { from: '', to: '' } : {}) })
            }
          />
          <RangeInput range={range} change={change} />
          <ToolbarButton
            icon="sync"
            variant="canvas"
            tooltip="Refresh"
            onClick={() => setTurn((before) => before + 1)}
          />
        </Stack>
      }
    >
      <Stack direction="column" gap={2}>
        <RecordFilters state={state} change={change} words={words.answer} />
        <RecordsList key={`${JSON.stringify(query)} ${turn}`} query={query} state={state} change={change} />
      </Stack>
    </PluginPage>
  );
}
