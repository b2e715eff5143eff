import { createSchedule } from '../../jobs/schedule.ts';
import type { Schedule } from '../../jobs/schedule.ts';
import type { Logger } from '../../log.ts';
import { insertJobRun, lastSuccess, latestRuns, withLock } from '../../store/jobRuns.ts';
import { createMaintenance } from './maintenance.ts';
import type { MaintenanceOptions } from './maintenance.ts';

export interface JobRunnerOptions extends MaintenanceOptions {
  /** The system's time zone, asked for anew each time. */
  readonly timeZone: () => string;
  /** False: another detector has the work, and the jobs with it. */
  readonly mayRun: () => boolean;
  readonly log: Logger;
}

/** The schedule of all jobs, with its locks and its history in the database. */
export function createJobRunner(options: JobRunnerOptions): Schedule {
  const { database, timeZone, mayRun, now, log } = options;
  const { pool } = database;
  return createSchedule({
    jobs: createMaintenance(options),
    timeZone,
    lock: async (name, work) => mayRun() && (await withLock(database, name, work)),
    history: {
      lastSuccess: (name) => lastSuccess(pool, name),
      latestRuns: () => latestRuns(pool),
      recordRun: (run) => insertJobRun(pool, run),
    },
    now,
    log: log.child({ step: 'jobs' }),
  });
}
