import { arrivedLines } from '../../store/counts/arrivedLines.ts';
import type { Queryable } from '../../store/database.ts';
import { minuteMs, hourMs } from '../../time/units.ts';

/** Minutes before the present one that a rate is taken over: fewer would jump with every batch. */
const minutesBefore = 4;
const quietMs = hourMs;

/** How many lines a second each device sent over the last minutes; 0 for one that sent none. */
export async function lineRates(database: Queryable, nowMs: number): Promise<(deviceId: number) => number> {
  const sinceMs = (Math.floor(nowMs / minuteMs) - minutesBefore) * minuteMs;
  const arrived = await arrivedLines(database, sinceMs);
  const rates = new Map(arrived.map(({ deviceId, lines }) => [deviceId, (1000 * lines) / (nowMs - sinceMs)]));
  return (deviceId) => rates.get(deviceId) ?? 0;
}

/** Silent for more than an hour, or never heard. */
export function isQuiet(lastLineAt: number | null, nowMs: number): boolean {
  return lastLineAt === null || nowMs - lastLineAt > quietMs;
}
