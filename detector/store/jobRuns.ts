import type { JobRun } from '../model/jobRun.ts';
import type { Queryable } from './database.ts';
import { deleteInPortions } from './deleteInPortions.ts';
import { onlyRow } from './onlyRow.ts';

export async function insertJobRun(database: Queryable, run: JobRun): Promise<void> {
  await database.query(
    'insert into job_run (name, started_at, ended_at, outcome, message) values ($1, $2, $3, $4, $5)',
    [run.name, new Date(run.startedAt), new Date(run.endedAt), run.outcome, run.message],
  );
}

/** When the job last ended well had begun, ms since 1970. */
export async function lastSuccess(database: Queryable, name: string): Promise<number | undefined> {
  const { rows } = await database.query<{ at: number | null }>(
    `select max(started_at) as at from job_run where name = $1 and outcome = 'ok'`,
    [name],
  );
  return onlyRow(rows).at ?? undefined;
}

/** The newest run of each job. */
export async function latestRuns(database: Queryable): Promise<JobRun[]> {
  const { rows } = await database.query<JobRun>(
    `select distinct on (name) name, started_at as "startedAt", ended_at as "endedAt", outcome, message
     from job_run order by name, started_at desc, id desc`,
  );
  return rows;
}

export async function deleteJobRuns(database: Queryable, beforeMs: number): Promise<void> {
  await deleteInPortions(database, { table: 'job_run', at: 'started_at' }, beforeMs);
}

/**
 * Runs `work` while no other process has this lock. False, and nothing done, where one has it.
 * The lock is the transaction's, so it goes with its connection.
 */
export async function withLock(
  database: { transaction: <T>(work: (client: Queryable) => Promise<T>) => Promise<T> },
  name: string,
  work: () => Promise<void>,
): Promise<boolean> {
  return database.transaction(async (client) => {
    const { rows } = await client.query<{ held: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended('active-defense job ' || $1, 0)) as held`,
      [name],
    );
    if (!onlyRow(rows).held) return false;
    await work();
    return true;
  });
}
