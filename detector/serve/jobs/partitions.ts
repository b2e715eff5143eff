import { addMonths } from '../../time/calendar.ts';
import type { Settings } from '../../model/settings.ts';
import type { Database } from '../../store/database.ts';
import { openRecordPartitions } from '../../store/records/recordPartitions.ts';
import { dayMs } from '../../time/units.ts';
import type { RecordPartitions } from '../../store/records/recordPartitions.ts';

/** The tables of records; days that are as good as deleted share one. */
export function openPartitions(database: Database, settings: Settings, nowMs: number): Promise<RecordPartitions> {
  const oldestDay = Math.floor(addMonths(nowMs, -settings.logMonths, settings.timeZone) / dayMs);
  return openRecordPartitions(database, oldestDay);
}
