import type { Queryable } from '../database.ts';

export interface Grace {
  readonly range: string;
  readonly until: number;
}

/** Nothing blocks these ranges before a time. */
export async function putGrace(database: Queryable, ranges: readonly string[], untilMs: number): Promise<void> {
  await database.query(
    `insert into grace (range, until) select distinct range, $2::timestamptz from unnest($1::inet[]) as g (range)
     on conflict (range) do update set until = excluded.until`,
    [ranges, new Date(untilMs)],
  );
}

/** Ranges that nothing may block at this time; what has ended goes on the way. */
export async function activeGrace(database: Queryable, nowMs: number): Promise<Grace[]> {
  await database.query('delete from grace where until <= $1', [new Date(nowMs)]);
  const { rows } = await database.query<Grace>('select range::text as range, until from grace');
  return rows;
}
