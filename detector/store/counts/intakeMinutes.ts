import type { Queryable } from '../database.ts';
import { deleteInPortions } from '../deleteInPortions.ts';
import type { IntakeCounts } from './intakeCounts.ts';
import { minuteMs } from '../../time/units.ts';

/** Adds a batch's lines to the minute in which they arrived; what is of another log type is not unreadable. */
export async function addIntakeMinutes(database: Queryable, counts: IntakeCounts, nowMs: number): Promise<void> {
  const { devices } = counts;
  if (devices.length === 0) return;
  const unreadable = devices.map(({ deviceId }) =>
    counts.unreadable
      .filter((count) => count.deviceId === deviceId && count.reason !== 'other-type')
      .reduce((sum, { lines }) => sum + lines, 0),
  );
  await database.query(
    `insert into intake_minute (minute, device_id, lines, records, unreadable)
     select $1, * from unnest($2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[]) as d (device_id, lines, records, unreadable)
     on conflict (minute, device_id) do update set
       lines = intake_minute.lines + excluded.lines, records = intake_minute.records + excluded.records,
       unreadable = intake_minute.unreadable + excluded.unreadable`,
    [
      new Date(Math.floor(nowMs / minuteMs) * minuteMs),
      devices.map(({ deviceId }) => deviceId),
      devices.map(({ lines }) => lines),
      devices.map(({ records }) => records),
      unreadable,
    ],
  );
}

/** Deletes the counts of minutes before this time, in portions; returns how many. */
export function deleteIntakeMinutes(database: Queryable, beforeMs: number): Promise<number> {
  return deleteInPortions(database, { table: 'intake_minute', at: 'minute' }, beforeMs);
}
