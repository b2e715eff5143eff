import { askWithin } from '../askWithin.ts';
import type { Conditions } from '../conditions.ts';
import type { Database } from '../database.ts';
import { instantOf } from '../instantOf.ts';
import type { RecordFilter } from './recordFilter.ts';
import { createRecordSlices, recordDays } from './recordSlices.ts';
import type { RecordSlice } from './recordSlices.ts';

/** What a part of the records gave. */
export interface LookedAt<Row> {
  readonly rows: readonly Row[];
  /** Everything newer than this was looked at. */
  readonly doneTo: number;
  /** There is nothing older. */
  readonly isLast: boolean;
}

export interface LookBackOptions {
  readonly filter: RecordFilter;
  /** The filter as conditions on `record r`. */
  readonly conditions: Conditions;
  readonly beforeMs: number;
  readonly budgetMs: number;
  readonly now: () => number;
}

/**
 * Asks for something of the records `r` that match, in parts, the newest first, until all is looked at or `budgetMs` is used
 * up. Where it is used up by the first part a narrow one is asked for, without a limit: something is always looked at, and
 * whoever goes on from there comes to an end.
 */
export async function* lookBack<Row extends object>(
  database: Database,
  { filter, conditions, beforeMs, budgetMs, now }: LookBackOptions,
  sqlOf: (matching: string) => string,
): AsyncGenerator<LookedAt<Row>> {
  const startedAt = now();
  const { sinceMs = -Infinity } = filter;
  const days = await recordDays(database.pool, sinceMs, beforeMs);
  const slices = createRecordSlices(days, { sinceMs, beforeMs, nowMs: startedAt, whole: isIndexed(filter) });
  let isAnyDone = false;
  let slice = slices.next(0);
  if (slice === undefined) yield { rows: [], doneTo: beforeMs, isLast: true };
  while (slice !== undefined) {
    const beganAt = now();
    const limitMs = startedAt + budgetMs - beganAt;
    const rows = await askSlice<Row>(database, slice, { conditions, limitMs, sqlOf });
    if (rows === undefined && isAnyDone) return;
    if (rows === undefined) {
      slice = slices.narrow();
      continue;
    }
    isAnyDone = true;
    const endedAt = now();
    const doneTo = slice.fromMs ?? 0;
    slice = slices.next(endedAt - beganAt);
    yield { rows, doneTo, isLast: slice === undefined };
    if (endedAt - startedAt >= budgetMs) return;
  }
}

/** Whether closed tables have an index that finds these records: then a day is one look-up. */
function isIndexed({ source }: RecordFilter): boolean {
  return source !== undefined && !source.includes('/');
}

interface SliceQuestion extends Pick<LookBackOptions, 'conditions'> {
  readonly limitMs: number;
  readonly sqlOf: (matching: string) => string;
}

/** Undefined: it took too long. */
async function askSlice<Row extends object>(
  database: Database,
  { table, fromMs, toMs, isNarrowest }: RecordSlice,
  { conditions, limitMs, sqlOf }: SliceQuestion,
): Promise<readonly Row[] | undefined> {
  const inside = conditions.copy();
  if (fromMs !== null) inside.add('r.at >= ?', instantOf(fromMs));
  inside.add('r.at < ?', instantOf(toMs));
  const sql = sqlOf(`${table} r where ${inside.sql}`);
  try {
    if (isNarrowest) return (await database.pool.query<Row>(sql, inside.values)).rows;
    return await askWithin<Row>(database, limitMs, sql, inside.values);
  } catch (error) {
    // The nightly deletion may have dropped the day since it was looked up.
    if ((error as { code?: string }).code === '42P01') return [];
    throw error;
  }
}
