import { Alert, Stack } from '@grafana/ui';
import { useEffect } from 'react';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { useAnswer } from '../../api/useAnswer.ts';
import { LeaveGuard } from '../../components/LeaveGuard.tsx';
import { mayDo } from '../../components/mayDo.ts';
import { useUrlState } from '../../components/useUrlState.ts';
import { DenyRules } from './DenyRules.tsx';
import { KeepingSettings } from './KeepingSettings.tsx';
import { Exclusions } from './Exclusions.tsx';
import { OwnNetworks } from './OwnNetworks.tsx';
import { PortScanCase } from './PortScanCase.tsx';
import { PortSweepCase } from './PortSweepCase.tsx';
import { SaveBar } from './SaveBar.tsx';
import { useSettingsForm } from './useSettingsForm.ts';
import { VulnerabilityCase } from './VulnerabilityCase.tsx';

interface Props {
  readonly answer: Answer<'GET /settings'>;
  readonly onReload: () => void;
}

const none: readonly string[] = [];

/** All settings as one form; whoever may not change them can read them. */
export function SettingsPanel({ answer, onReload }: Props) {
  const form = useSettingsForm(answer);
  const { answer: suggestions } = useAnswer('GET /settings/suggestions', {});
  const [{ case: wanted }] = useUrlState(['case']);
  const isReadOnly = !mayDo('Admin');
  const shared = { form, defaults: answer.defaults, isReadOnly } as const;

  useEffect(() => {
    if (wanted !== '') document.getElementById(`case-${wanted}`)?.scrollIntoView();
  }, [wanted]);

  return (
    <Stack direction="column" gap={3}>
      {isReadOnly && (
        <Alert severity="info" title="These settings are read-only for you">
          Only administrators may change what counts as an attack.
        </Alert>
      )}
      <PortScanCase {...shared} />
      <PortSweepCase {...shared} />
      <VulnerabilityCase {...shared} />
      <OwnNetworks key={`own ${form.turn}`} {...shared} suggested={suggestions?.ownNetworks ?? []} />
      <Exclusions key={`left ${form.turn}`} {...shared} rules={suggestions?.rules ?? []} />
      <DenyRules key={`deny ${form.turn}`} {...shared} rules={suggestions?.rules ?? []} />
      <KeepingSettings {...shared} timeZones={suggestions?.timeZones ?? none} />
      {!isReadOnly && <SaveBar form={form} onReload={onReload} />}
      <LeaveGuard isOn={!isReadOnly && form.changed.length > 0} />
    </Stack>
  );
}
