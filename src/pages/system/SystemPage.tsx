import { PluginPage } from '@grafana/runtime';
import { Stack, Tab, TabsBar } from '@grafana/ui';
import { DashboardLink } from '../../components/DashboardLink.tsx';
import { useUrlState } from '../../components/useUrlState.ts';
import { AuditTab } from './AuditTab.tsx';
import { FileTab } from './FileTab.tsx';
import { JobsTab } from './JobsTab.tsx';
import { ListTab } from './ListTab.tsx';
import { StatusTab } from './StatusTab.tsx';
import { noAuditFilters, systemFields, tabNames, tabOf } from './systemState.ts';
import type { TabName } from './systemState.ts';

const words: Readonly<Record<TabName, string>> = {
  status: 'Status',
  list: 'List',
  jobs: 'Jobs',
  audit: 'Audit',
  file: 'Configuration file',
};

/** The detector itself: on or off, its list, its jobs, who changed what, and its configuration as a file. */
export function SystemPage() {
  const [state, change] = useUrlState(systemFields);
  const tab = tabOf(state);
  return (
    <PluginPage
      subTitle="The detector itself: on or off, the list that firewalls fetch, jobs, and who changed what."
      actions={<DashboardLink to="health" />}
    >
      <Stack direction="column" gap={3}>
        <TabsBar>
          {tabNames.map((name) => (
            <Tab
              key={name}
              label={words[name]}
              active={name === tab}
              onChangeTab={() => change({ ...noAuditFilters, event: '', tab: name === 'status' ? '' : name })}
            />
          ))}
        </TabsBar>
        {tab === 'status' && <StatusTab />}
        {tab === 'list' && <ListTab />}
        {tab === 'jobs' && <JobsTab />}
        {tab === 'audit' && <AuditTab state={state} change={change} />}
        {tab === 'file' && <FileTab />}
      </Stack>
    </PluginPage>
  );
}
