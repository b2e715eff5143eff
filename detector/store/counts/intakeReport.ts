import type { Queryable } from '../database.ts';
import type { UnreadableCount } from './intakeCounts.ts';

/** Lines of a device that could not be read, with the last few of them. */
export interface UnreadableLines extends UnreadableCount {
  readonly lastAt: number;
}

export async function unreadableLines(database: Queryable): Promise<UnreadableLines[]> {
  const { rows } = await database.query<UnreadableLines>(
    `select device_id as "deviceId", reason, lines, samples, last_at as "lastAt" from unreadable order by device_id, lines desc`,
  );
  return rows;
}

/** Lines that were lost before a device was known for them. */
export interface IntakeLoss {
  readonly reason: string;
  readonly lines: number;
  readonly lastAt: number;
}

export async function intakeLosses(database: Queryable): Promise<IntakeLoss[]> {
  const { rows } = await database.query<IntakeLoss>(
    'select reason, lines, last_at as "lastAt" from intake_loss order by lines desc',
  );
  return rows;
}
