import type { Logger } from '../log.ts';
import type { JobRun } from '../model/jobRun.ts';

/** When a job is due: every day at a full hour of the system's time zone, or every so many minutes. */
export type Timing = { readonly hour: number } | { readonly everyMinutes: number };

/** Work that comes round. It may run more often than it is due, and has to do no harm then. */
export type Job = Timing & {
  readonly name: string;
  /** Returns a sentence that says what was done, for the history. */
  run(context: JobContext): Promise<string>;
};

export interface JobContext {
  readonly startedAt: number;
  /** The newest instant at which the job was due: the midnight that a midnight job stands for. */
  readonly dueAt: number;
  readonly timeZone: string;
  readonly log: Logger;
}

/** Runs as they are remembered over restarts, and shared by all detectors of one database. */
export interface JobHistory {
  /** When the newest run that succeeded was started; undefined: none did. */
  lastSuccess(name: string): Promise<number | undefined>;
  /** The newest run of each job, whatever its outcome. */
  latestRuns(): Promise<readonly JobRun[]>;
  recordRun(run: JobRun): Promise<void>;
}

/** Does the work unless another process is doing it under the same name; resolves with whether it did. */
export type JobLock = (name: string, work: () => Promise<void>) => Promise<boolean>;
