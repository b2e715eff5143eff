import type { Command } from 'commander';
import { createJobRunner } from '../serve/jobs/jobRunner.ts';
import { certificateSource } from '../serve/listService.ts';
import { openPartitions } from '../serve/jobs/partitions.ts';
import { MendableError } from '../errors.ts';
import type { JobStatus, Schedule } from '../jobs/schedule.ts';
import { ensureCertificate } from '../publish/certificates.ts';
import { giveNotice } from '../store/notices.ts';
import { loadSettings } from '../store/settingsRow.ts';
import { answer, table, timeText } from './io.ts';
import type { AnswerOptions, Io } from './io.ts';
import { withSession } from './withSession.ts';
import type { Work } from './withSession.ts';

export function addJobsCommands(program: Command, io: Io): void {
  const group = program.command('jobs').description('what is done from time to time');
  group
    .command('list')
    .description('show every job with its schedule, last and next run')
    .action(async (options: AnswerOptions) => {
      const jobs = await withSession(io, async (work) => (await openSchedule(work, io)).list());
      const document = { jobs: jobs.map((job) => ({ ...job, lastRun: job.lastRun ?? null })) };
      answer(io, options, document, () => jobLines(jobs, io.now()));
    });
  group
    .command('run')
    .description('run a job now, due or not')
    .argument('<name>', 'as "jobs list" shows it')
    .action(async (name: string, options: AnswerOptions) => {
      const run = await withSession(io, async (work) => (await openSchedule(work, io)).runNow(name));
      if (run === 'already-running')
        throw new MendableError('job-running', `${name} is running already: see "jobs list".`);
      if (run.outcome === 'failed') throw new MendableError('job-failed', `${name} failed: ${run.message}`);
      answer(io, options, run, () => [run.message]);
    });
}

/** The detector's own jobs, for one run: locks and history are shared with the detector that serves. */
async function openSchedule({ actor, configuration, log }: Work, io: Io): Promise<Schedule> {
  const { database, defaults } = actor;
  const { settings } = await loadSettings(database.pool, defaults);
  return createJobRunner({
    mayRun: () => true,
    database,
    partitions: await openPartitions(database, settings, actor.nowMs),
    defaults,
    now: io.now,
    log,
    timeZone: () => settings.timeZone,
    // A serving detector follows notices and stores what it holds within a moment.
    flush: () => giveNotice(database.pool, 'engine'),
    async renewCertificate() {
      const { expiresAt } = await ensureCertificate({ source: certificateSource(configuration), nowMs: io.now(), log });
      await giveNotice(database.pool, 'jobs');
      return `The certificate is good until ${new Date(expiresAt).toISOString().slice(0, 10)}.`;
    },
  });
}

function jobLines(jobs: readonly JobStatus[], nowMs: number): string[] {
  return table(
    ['JOB', 'SCHEDULE', 'LAST RUN', 'RESULT', 'NEXT RUN'],
    jobs.map(({ name, schedule, lastRun, nextRunAt }) => [
      ...[name, schedule, timeText(lastRun?.startedAt)],
      lastRun === undefined ? 'not run yet' : `${lastRun.outcome}: ${lastRun.message}`,
      nextRunAt <= nowMs ? 'as soon as a detector serves' : timeText(nextRunAt),
    ]),
  );
}
