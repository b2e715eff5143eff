import type { Queryable } from '../database.ts';
import { minuteMs } from '../../time/units.ts';

/** A day's table; the oldest has no beginning. */
export interface RecordDay {
  readonly table: string;
  readonly fromMs: number | null;
  readonly toMs: number;
}

/** A part of a day's table. */
export interface RecordSlice extends RecordDay {
  /** There are no narrower ones. */
  readonly isNarrowest: boolean;
}

export interface RecordSlices {
  /** The next part, when the one before is done; it took so many ms. */
  next(tookMs: number): RecordSlice | undefined;
  /** The newest minute of the part that was given last, which took too long. */
  narrow(): RecordSlice | undefined;
}

/** A quarter of an hour, an hour, four, sixteen: at most five parts of a day where each is fast. */
const firstMs = 900_000;
/** A minute of the busiest firewall is a few million records. */
const narrowestMs = minuteMs;
/** A part that took less has one after it that is four times as wide … */
const fastMs = 120;
/** … and one that took more has none wider: on a busy firewall an hour is millions of records. */
const slowMs = 300;

/** The tables with records of this time, the newest first. */
export async function recordDays(database: Queryable, sinceMs: number, beforeMs: number): Promise<RecordDay[]> {
  const { rows } = await database.query<RecordDay>(
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
 * without reading all of it. `whole`: a day is one part.
 */
export function createRecordSlices(
  days: readonly RecordDay[],
  { sinceMs, beforeMs, nowMs, whole }: { sinceMs: number; beforeMs: number; nowMs: number; whole: boolean },
): RecordSlices {
  let index = 0;
  let widthMs = firstMs;
  let doneTo = beforeMs;
  let given: { readonly fromMs: number; readonly widthMs: number; readonly endsDay: boolean } | undefined;

  function give(isWhole: boolean): RecordSlice | undefined {
    const day = days.at(index);
    if (day === undefined) return undefined;
    const floor = Math.max(sinceMs, day.fromMs ?? -Infinity);
    const toMs = Math.min(day.toMs, doneTo);
    // Few records lie in the future.
    const end = Math.min(toMs, nowMs);
    const endsDay = isWhole || end - widthMs <= floor;
    const fromMs = endsDay ? floor : end - widthMs;
    given = { fromMs, widthMs: end - fromMs, endsDay };
    return {
      ...{ table: day.table, toMs, fromMs: fromMs === -Infinity ? null : fromMs },
      isNarrowest: given.widthMs <= narrowestMs,
    };
  }

  return {
    next(tookMs) {
      if (given !== undefined) {
        doneTo = given.fromMs;
        widthMs = given.endsDay ? firstMs : widthMs * growthAfter(tookMs);
        if (given.endsDay) index++;
      }
      return give(whole || days.at(index)?.fromMs === null);
    },
    narrow() {
      widthMs = narrowestMs;
      return give(false);
    },
  };
}

function growthAfter(tookMs: number): number {
  if (tookMs < fastMs) return 4;
  return tookMs < slowMs ? 2 : 1;
}
