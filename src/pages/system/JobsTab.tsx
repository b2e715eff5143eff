import { Alert, Badge, InteractiveTable, Stack, Text } from '@grafana/ui';
import type { Column } from '@grafana/ui';
import { createContext, useContext, useState } from 'react';
import type { Answer } from '../../../detector/api/contract/contract.ts';
import { useAnswer } from '../../api/useAnswer.ts';
import { useChange } from '../../api/useChange.ts';
import { Answered } from '../../components/Answered.tsx';
import { ChangeButton } from '../../components/ChangeButton.tsx';
import { FaultAlert } from '../../components/FaultAlert.tsx';
import { Instant } from '../../components/Instant.tsx';
import { Sentence } from '../../components/Sentence.tsx';

type Job = Answer<'GET /system/jobs'>['jobs'][number];

/** What the buttons in the table do: its columns stay the same whatever runs. */
const RunContext = createContext<{ readonly isRunning: boolean; readonly onRun: (job: Job) => void }>({
  isRunning: false,
  onRun: () => undefined,
});

/** Jobs with their schedule, what came of them, and a way to run each now. */
export function JobsTab() {
  const jobs = useAnswer('GET /system/jobs', {}, { everyMs: 30_000 });
  const run = useChange('POST /system/jobs/:name/run');
  const [ran, setRan] = useState<{ readonly name: string; readonly run: Job['lastRun'] }>();

  async function runNow({ name }: Job): Promise<void> {
    setRan(undefined);
    const outcome = await run.run({ params: { name } });
    if (outcome !== undefined) setRan({ name, run: outcome });
    jobs.reload();
  }

  return (
    <Stack direction="column" gap={2}>
      <div aria-live="polite">
        {ran?.run && (
          <Alert
            severity={ran.run.outcome === 'ok' ? 'success' : 'error'}
            title={`${ran.name} ${ran.run.outcome === 'ok' ? 'has run' : 'failed'}`}
            onRemove={() => setRan(undefined)}
          >
            <Sentence>{ran.run.message}</Sentence>
          </Alert>
        )}
        {run.fault !== undefined && <FaultAlert fault={run.fault} />}
      </div>
      <Answered of={jobs}>
        {({ jobs: all }) => (
          <RunContext.Provider value={{ isRunning: run.isRunning, onRun: (job) => void runNow(job) }}>
            <InteractiveTable columns={jobColumns} data={all} getRowId={({ name }: Job) => name} />
          </RunContext.Provider>
        )}
      </Answered>
    </Stack>
  );
}

const jobColumns: Column<Job>[] = [
  {
    id: 'name',
    header: 'Job',
    cell: ({ row: { original } }) => (
      <Stack direction="column" gap={0}>
        <span>{original.name}</span>
        <Text color="secondary" variant="bodySmall">
          {original.does}
        </Text>
      </Stack>
    ),
  },
  { id: 'schedule', header: 'Schedule', cell: ({ row: { original } }) => original.schedule },
  {
    id: 'lastRun',
    header: 'Last run',
    cell: ({ row: { original } }) => <LastRun run={original.lastRun} />,
  },
  {
    id: 'nextAt',
    header: 'Next run',
    cell: ({ row: { original } }) =>
      original.nextAt !== null && original.nextAt <= Date.now() ? 'Due now' : <Instant at={original.nextAt} />,
  },
  { id: 'actions', header: '', disableGrow: true, cell: ({ row: { original } }) => <RunButton job={original} /> },
];

function RunButton({ job }: { readonly job: Job }) {
  const { isRunning, onRun } = useContext(RunContext);
  return (
    <ChangeButton role="Admin" size="sm" icon="play" isDisabled={isRunning} onClick={() => onRun(job)}>
      Run now
    </ChangeButton>
  );
}

function LastRun({ run }: { readonly run: Job['lastRun'] }) {
  if (run === null) return <span>Never</span>;
  const isGood = run.outcome === 'ok';
  return (
    <Stack direction="column" gap={0.5}>
      <Stack gap={1} alignItems="center">
        <Badge text={isGood ? 'Done' : 'Failed'} color={isGood ? 'green' : 'red'} />
        <Instant at={run.startedAt} />
      </Stack>
      <Sentence>
        <Text color="secondary" variant="bodySmall">
          {run.message}
        </Text>
      </Sentence>
    </Stack>
  );
}
