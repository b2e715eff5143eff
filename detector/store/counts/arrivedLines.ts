import type { Queryable } from '../database.ts';

/** How many lines of each device arrived from the minute that holds this time on. */
export async function arrivedLines(
  database: Queryable,
  sinceMs: number,
): Promise<{ deviceId: number; lines: number }[]> {
  const { rows } = await database.query<{ deviceId: number; lines: number }>(
    `select device_id as "deviceId", sum(lines)::bigint as lines from intake_minute
     where minute >= date_trunc('minute', $1::timestamptz) group by device_id`,
    [new Date(sinceMs)],
  );
  return rows;
}
