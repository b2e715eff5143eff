import { PluginPage } from '@grafana/runtime';
import { useAnswer } from '../../api/useAnswer.ts';
import { Answered } from '../../components/Answered.tsx';
import { SettingsPanel } from './SettingsPanel.tsx';

/** What makes an attack, and what follows of one. */
export function CasesPage() {
  const asked = useAnswer('GET /settings', {});
  return (
    <PluginPage subTitle="What counts as an attack, and what follows. A change is in force as soon as it is saved.">
      <Answered of={asked}>{(answer) => <SettingsPanel answer={answer} onReload={asked.reload} />}</Answered>
    </PluginPage>
  );
}
