import { PluginPage } from '@grafana/runtime';
import { Stack, Tab, TabsBar } from '@grafana/ui';
import { useAnswer } from '../../api/useAnswer.ts';
import { Answered } from '../../components/Answered.tsx';
import { useUrlState } from '../../components/useUrlState.ts';
import { MailQueue } from './MailQueue.tsx';
import { MailSettings } from './MailSettings.tsx';
import { mailStateOf, notificationsFields } from './notificationsState.ts';

/** How mails about new blocks are sent, and what became of each. */
export function NotificationsPage() {
  const [{ tab, state }, change] = useUrlState(notificationsFields);
  const settings = useAnswer('GET /notifications/settings', {});
  const isQueue = tab === 'mails';
  return (
    <PluginPage subTitle="A mail for each new block, gathered into one when many come at once.">
      <Stack direction="column" gap={3}>
        <TabsBar>
          <Tab label="Settings" active={!isQueue} onChangeTab={() => change({ tab: '', state: '' })} />
          <Tab label="Mails" active={isQueue} onChangeTab={() => change({ tab: 'mails' })} />
        </TabsBar>
        {/* Kept while the other tab is shown, so that what was typed is still there. */}
        <div hidden={isQueue}>
          <Answered of={settings}>{(answer) => <MailSettings answer={answer} onSaved={settings.reload} />}</Answered>
        </div>
        {isQueue && (
          <MailQueue
            state={mailStateOf(state)}
            isOff={settings.answer?.isOn === false}
            onState={(next) => change({ state: next ?? '' })}
          />
        )}
      </Stack>
    </PluginPage>
  );
}
