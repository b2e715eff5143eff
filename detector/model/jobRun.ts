/** One run of a job, as it is remembered; times are ms since 1970. */
export interface JobRun {
  readonly name: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly outcome: 'ok' | 'failed';
  /** What was done, or why it failed. */
  readonly message: string;
}
