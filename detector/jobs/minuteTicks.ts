import { schedule } from 'node-cron';

/** Calls `tick` at the start of each minute; returns what ends that. */
export type Ticks = (tick: () => void) => () => Promise<void>;

/**
 * A tick a minute asks what is due, rather than one a job: at the hour of a job node-cron would skip the days on which
 * the clock skips that hour, and a change of the time zone would have to move its tasks.
 */
export const minuteTicks: Ticks = (tick) => {
  const task = schedule('* * * * *', () => tick(), { suppressMissedWarning: true });
  return async () => {
    await task.destroy();
  };
};
