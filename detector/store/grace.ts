import type { Queryable } from './database.ts';

export interface Grace {
  readonly range: string;
  readonly until: number;
}

export async function putGrace(database: Queryable, range: string, untilMs: number): Promise<void> {
  await database.query(
    'insert into grace (range, until) values ($1, $2) on conflict (range) do update set until = excluded.until',
    [range, new Date(untilMs)],
  );
}

/** Ranges that nothing may block at this time; what has ended goes on the way. */
export async function activeGrace(database: Queryable, nowMs: number): Promise<Grace[]> {
  await database.query('delete from grace where until <= $1', [new Date(nowMs)]);
  const { rows } = await database.query<Grace>('select range::text as range, until from grace');
  return rows;
}
