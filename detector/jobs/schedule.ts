import { MendableError, messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { isDone, lastDue, nextRun } from './due.ts';
import type { Past } from './due.ts';
import type { JobRun } from '../model/jobRun.ts';
import type { Job, JobHistory, JobLock, Timing } from './job.ts';
import { minuteTicks } from './minuteTicks.ts';
import type { Ticks } from './minuteTicks.ts';

export interface JobStatus {
  readonly name: string;
  readonly timing: Timing;
  /** The timing as a person reads it. */
  readonly schedule: string;
  readonly lastRun: JobRun | undefined;
  /** Not after now: at the next tick. */
  readonly nextRunAt: number;
}

export interface Schedule {
  /** Runs what is due, now and from minute to minute. */
  start(): void;
  /** Runs what is due, once; resolves when that is done. Never rejects. */
  check(): Promise<void>;
  /** Runs a job whether it is due or not; throws a `MendableError` for a name that is none. */
  runNow(name: string): Promise<JobRun | 'already-running'>;
  list(): Promise<JobStatus[]>;
  /** Ends the ticks and waits for the jobs that are running. */
  stop(): Promise<void>;
}

interface ScheduleOptions {
  readonly jobs: readonly Job[];
  /** The system's time zone, asked for anew each time. */
  readonly timeZone: () => string;
  readonly lock: JobLock;
  readonly history: JobHistory;
  readonly now: () => number;
  readonly log: Logger;
  readonly ticks?: Ticks;
}

/** Decides what is due by the last success, and runs it in at most one process at a time. */
export function createSchedule(options: ScheduleOptions): Schedule {
  const { jobs, timeZone, lock, history, now, log, ticks = minuteTicks } = options;
  const running = new Map<Job, Promise<unknown>>();
  /** Spares a look into the history at each tick on which nothing is due. */
  const succeededAt = new Map<Job, number>();
  let stopTicks: (() => Promise<void>) | undefined;

  async function runOnce(job: Job): Promise<JobRun> {
    const startedAt = now();
    const zone = timeZone();
    const context = {
      startedAt,
      dueAt: lastDue(job, startedAt, zone),
      timeZone: zone,
      log: log.child({ job: job.name }),
    };
    let result: Pick<JobRun, 'outcome' | 'message'>;
    try {
      result = { outcome: 'ok', message: await job.run(context) };
      succeededAt.set(job, startedAt);
      context.log.debug(result.message);
    } catch (error) {
      result = { outcome: 'failed', message: messageOf(error) };
      context.log.error({ error: result.message }, 'the job failed and will be tried again');
    }
    const run = { name: job.name, startedAt, endedAt: now(), ...result };
    await history.recordRun(run).catch((error: unknown) => {
      context.log.error({ error: messageOf(error) }, 'the run could not be recorded');
    });
    return run;
  }

  /** Another process may have run it meanwhile, so the history is asked under the lock. */
  async function runUnlessDone(job: Job): Promise<void> {
    const past = await readPast(job, await history.latestRuns());
    if (past.succeededAt !== undefined) succeededAt.set(job, past.succeededAt);
    const nowMs = now();
    if (nextRun(job, past, nowMs, timeZone()) <= nowMs) await runOnce(job);
  }

  async function readPast({ name }: Job, latestRuns: readonly JobRun[]): Promise<Past> {
    const succeededAt = await history.lastSuccess(name);
    return { succeededAt, lastRun: latestRuns.find((run) => run.name === name) };
  }

  /** Resolves with false when the job is running already, here or elsewhere. */
  async function runAlone(job: Job, work: () => Promise<void>): Promise<boolean> {
    if (running.has(job)) return false;
    const run = lock(job.name, work);
    running.set(job, run);
    try {
      return await run;
    } finally {
      running.delete(job);
    }
  }

  async function checkJob(job: Job): Promise<void> {
    if (isDone(job, succeededAt.get(job), now(), timeZone())) return;
    try {
      await runAlone(job, () => runUnlessDone(job));
    } catch (error) {
      log.error(
        { job: job.name, error: messageOf(error) },
        'a job could not be looked at; the next minute tries again',
      );
    }
  }

  async function check(): Promise<void> {
    await Promise.all(jobs.map(checkJob));
  }

  function start(): void {
    stopTicks ??= ticks(() => void check());
    void check();
  }

  async function runNow(name: string): Promise<JobRun | 'already-running'> {
    const job = jobs.find((each) => each.name === name);
    if (job === undefined) {
      const names = jobs.map((each) => each.name).join(', ');
      throw new MendableError('job-unknown', `There is no job "${name}". Give one of these: ${names}.`);
    }
    let run: JobRun | undefined;
    await runAlone(job, async () => {
      run = await runOnce(job);
    });
    return run ?? 'already-running';
  }

  async function list(): Promise<JobStatus[]> {
    const latestRuns = await history.latestRuns();
    return Promise.all(jobs.map((job) => describe(job, latestRuns)));
  }

  async function describe(job: Job, latestRuns: readonly JobRun[]): Promise<JobStatus> {
    const past = await readPast(job, latestRuns);
    const timing: Timing = 'hour' in job ? { hour: job.hour } : { everyMinutes: job.everyMinutes };
    const nextRunAt = nextRun(job, past, now(), timeZone());
    return { name: job.name, timing, schedule: wordsOf(timing), lastRun: past.lastRun, nextRunAt };
  }

  async function stop(): Promise<void> {
    await stopTicks?.();
    stopTicks = undefined;
    await Promise.allSettled(running.values());
  }

  return { start, check, runNow, list, stop };
}

function wordsOf(timing: Timing): string {
  if ('hour' in timing) return `every day at ${String(timing.hour).padStart(2, '0')}:00`;
  return timing.everyMinutes === 1 ? 'every minute' : `every ${timing.everyMinutes} minutes`;
}
