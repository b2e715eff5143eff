import type { Queryable } from '../database.ts';
import { deleteInPortions } from '../deleteInPortions.ts';

/** Deletes the counts of minutes before this time, in portions; returns how many. */
export function deleteMinuteCounts(database: Queryable, beforeMs: number): Promise<number> {
  return deleteInPortions(database, { table: 'minute_count', at: 'minute' }, beforeMs);
}

/** Deletes the counts and the busiest values of hours before this time, in portions. */
export async function deleteHourCounts(database: Queryable, beforeMs: number): Promise<void> {
  await deleteInPortions(database, { table: 'hour_count', at: 'hour' }, beforeMs);
  await deleteInPortions(database, { table: 'hour_top', at: 'hour' }, beforeMs);
}
