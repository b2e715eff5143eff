import type { Queryable } from '../database.ts';

/** A part of a day's table; the oldest table has no beginning. */
export interface RecordSlice {
  readonly table: string;
  readonly fromMs: number | null;
  readonly toMs: number;
}

/** A quarter of an hour, an hour, four, sixteen: at most five parts of a day where each is fast. */
const narrowestMs = 900_000;
/** A part that took less has one after it that is four times as wide … */
const fastMs = 120;
/** … and one that took more has none wider: on a busy firewall an hour is millions of records. */
const slowMs = 300;

/** The tables with records of this time, the newest first. */
export async function recordDays(database: Queryable, sinceMs: number, beforeMs: number): Promise<RecordSlice[]> {
  const { rows } = await database.query<RecordSlice>(
    `select name as "table", from_day * 86400000::bigint as "fromMs", to_day * 86400000::bigint as "toMs" from record_day
     where coalesce(from_day, 0) * 86400000::bigint <= $1 and to_day * 86400000::bigint > $2 order by to_day desc`,
    [clamp(beforeMs), clamp(sinceMs)],
  );
  return rows;
}

function clamp(ms: number): number {
  return Math.max(-9e15, Math.min(9e15, ms));
}

/**
 * Goes through days from their end on, in parts that grow while they are fast: the newest records of a busy day are found
 * without reading all of it. `next` is told how long the part before took, in ms. `whole`: a day is one part.
 */
export function createRecordSlices(
  days: readonly RecordSlice[],
  { sinceMs, beforeMs, nowMs, whole }: { sinceMs: number; beforeMs: number; nowMs: number; whole: boolean },
): { next(tookMs: number): RecordSlice | undefined } {
  let index = 0;
  let widthMs = narrowestMs;
  let isNewDay = true;
  let doneTo = beforeMs;

  return {
    next(tookMs) {
      const day = days.at(index);
      if (day === undefined) return undefined;
      widthMs = isNewDay ? narrowestMs : widthMs * growthAfter(tookMs);
      const floor = Math.max(sinceMs, day.fromMs ?? -Infinity);
      const toMs = Math.min(day.toMs, doneTo);
      // What lies in the future is little.
      const from = Math.min(toMs, nowMs) - widthMs;
      isNewDay = whole || day.fromMs === null || from <= floor;
      doneTo = isNewDay ? floor : from;
      if (isNewDay) index++;
      return { table: day.table, fromMs: doneTo === -Infinity ? null : doneTo, toMs };
    },
  };
}

function growthAfter(tookMs: number): number {
  if (tookMs < fastMs) return 4;
  return tookMs < slowMs ? 2 : 1;
}
