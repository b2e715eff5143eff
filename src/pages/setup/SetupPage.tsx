import { PluginPage } from '@grafana/runtime';
import { Alert, Stack } from '@grafana/ui';
import { useRef } from 'react';
import { useAnswer } from '../../api/useAnswer.ts';
import { Answered } from '../../components/Answered.tsx';
import { Sentence } from '../../components/Sentence.tsx';
import { useUrlState } from '../../components/useUrlState.ts';
import { PasteGuide } from './PasteGuide.tsx';
import { SensorStep } from './SensorStep.tsx';
import { SetupForm } from './SetupForm.tsx';
import { SetupStep } from './SetupStep.tsx';
import { setupFields, setupQuery } from './setupState.ts';

/** The commands that make a firewall send its logs, fetch the list and enforce it, step by step. */
export function SetupPage() {
  const [state, change] = useUrlState(setupFields);
  const asked = useAnswer('GET /firewall-commands', { query: setupQuery(state) });
  const last = useRef(asked.answer);
  if (asked.answer !== undefined) last.current = asked.answer;
  return (
    <PluginPage subTitle="The commands that make a firewall send its logs, fetch the list and enforce it, step by step.">
      <Stack direction="column" gap={4}>
        <SetupForm state={state} change={change} setUp={last.current} />
        <Answered of={asked}>
          {(setUp) => (
            <>
              {setUp.warnings.length > 0 && <Warnings warnings={setUp.warnings} />}
              <PasteGuide setUp={setUp} />
              {setUp.steps.map((step, i) => (
                <SetupStep key={step.key} number={i + 1} step={step} setUp={setUp} />
              ))}
              <SensorStep number={setUp.steps.length + 1} setUp={setUp} />
            </>
          )}
        </Answered>
      </Stack>
    </PluginPage>
  );
}

function Warnings({ warnings }: { readonly warnings: readonly string[] }) {
  return (
    <Alert severity="warning" title="See to this first">
      <Stack direction="column" gap={1}>
        {warnings.map((warning) => (
          <Sentence key={warning}>{warning}</Sentence>
        ))}
      </Stack>
    </Alert>
  );
}
