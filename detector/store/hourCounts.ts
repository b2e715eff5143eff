import type { Queryable } from './database.ts';
import { deleteInPortions } from './deleteInPortions.ts';
import type { MinuteAmount } from './minuteCounts.ts';

/** Adds to the counts by hour, under keys that `addMinuteCounts` has made. */
export async function addHourCounts(database: Queryable, counts: readonly MinuteAmount[]): Promise<void> {
  if (counts.length === 0) return;
  await database.query(
    `insert into hour_count (hour, key, amount)
     select date_trunc('hour', added.minute, 'UTC'), k.id, sum(added.amount)
     from unnest($1::timestamptz[], $2::smallint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[])
       as added (minute, device_id, action, rule, country, severity, case_name, amount)
     join count_key k using (device_id, action, rule, country, severity, case_name)
     group by 1, 2 order by 1, 2
     on conflict (hour, key) do update set amount = hour_count.amount + excluded.amount`,
    [
      counts.map((count) => new Date(count.minute)),
      counts.map((count) => count.key.deviceId),
      counts.map((count) => count.key.action),
      counts.map((count) => count.key.rule),
      counts.map((count) => count.key.country),
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
