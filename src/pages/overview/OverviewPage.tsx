import { PluginPage } from '@grafana/runtime';
import { RadioButtonGroup, Stack } from '@grafana/ui';
import { useAnswer } from '../../api/useAnswer.ts';
import { Answered } from '../../components/Answered.tsx';
import { DashboardLink } from '../../components/DashboardLink.tsx';
import { useUrlState } from '../../components/useUrlState.ts';
import { Charts } from './Charts.tsx';
import { ClientsTable } from './ClientsTable.tsx';
import { DevicesTable } from './DevicesTable.tsx';
import { spanOf, spans, spanText } from './overviewSpan.ts';
import { SetUpChecklist } from './SetUpChecklist.tsx';
import { StateStrip } from './StateStrip.tsx';
import { TwoColumns } from './TwoColumns.tsx';
import { Warnings } from './Warnings.tsx';

const everyMs = 10_000;

/** Is it working, and what is going on? */
export function OverviewPage() {
  const [state, change] = useUrlState(['range']);
  const asked = useAnswer('GET /overview', {}, { everyMs });
  const span = spanOf(state.range);
  return (
    <PluginPage
      subTitle="Is it working, and what is going on?"
      actions={
        <Stack alignItems="center" gap={2}>
          <DashboardLink to="security" range={{ from: `now-${span.value}`, to: 'now' }} />
          <RadioButtonGroup
            aria-label="Time of the charts"
            options={spans.map(({ value, label }) => ({ value, label }))}
            value={span.value}
            onChange={(range) => change({ range: spanText(range) })}
          />
        </Stack>
      }
    >
      <Stack direction="column" gap={3}>
        <Answered of={asked}>
          {(overview) => (
            <>
              <Warnings overview={overview} />
              <SetUpChecklist checklist={overview.checklist} />
              <StateStrip overview={overview} />
              <TwoColumns>
                <DevicesTable devices={overview.devices} />
                <ClientsTable clients={overview.clients} />
              </TwoColumns>
            </>
          )}
        </Answered>
        {asked.answer !== undefined && <Charts key={span.value} span={span} isAway={asked.fault !== undefined} />}
      </Stack>
    </PluginPage>
  );
}
