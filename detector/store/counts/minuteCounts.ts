import type { Queryable } from '../database.ts';
import { deleteInPortions } from '../deleteInPortions.ts';

/** Deletes the counts of minutes before this time, in portions; returns how many. */
export function deleteMinuteCounts(database: Queryable, beforeMs: number): Promise<number> {
  return deleteInPortions(database, { table: 'minute_count', at: 'minute' }, beforeMs);
}
