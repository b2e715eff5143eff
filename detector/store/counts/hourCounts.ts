import type { Queryable } from '../database.ts';
import { deleteInPortions } from '../deleteInPortions.ts';
import type { MinuteAmount } from './minuteCounts.ts';

/** Adds to the counts by hour, whatever the country. */
export async function addHourCounts(database: Queryable, counts: readonly MinuteAmount[]): Promise<void> {
  if (counts.length === 0) return;
  await database.query(
    `insert into hour_count (hour, device_id, action, rule, severity, case_name, amount)
     select date_trunc('hour', minute, 'UTC'), device_id, action, rule, severity, case_name, sum(amount)
     from unnest($1::timestamptz[], $2::smallint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
       as added (minute, device_id, action, rule, severity, case_name, amount)
     group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
     on conflict (hour, device_id, action, rule, severity, case_name) do update set amount = hour_count.amount + excluded.amount`,
    [
      counts.map((count) => new Date(count.minute)),
      counts.map((count) => count.key.deviceId),
      counts.map((count) => count.key.action),
      counts.map((count) => count.key.rule),
      counts.map((count) => count.key.severity),
      counts.map((count) => count.key.caseName),
      counts.map((count) => count.amount),
    ],
  );
}

/** Deletes the counts and the busiest values of hours before this time, in portions. */
export async function deleteHourCounts(database: Queryable, beforeMs: number): Promise<void> {
  await deleteInPortions(database, { table: 'hour_count', at: 'hour' }, beforeMs);
  await deleteInPortions(database, { table: 'hour_top', at: 'hour' }, beforeMs);
}
