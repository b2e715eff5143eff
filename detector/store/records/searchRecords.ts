import type { Database } from '../database.ts';
import { instantOf } from '../instantOf.ts';
import type { Conditions } from '../conditions.ts';
import { recordConditions } from './recordFilter.ts';
import type { RecordFilter } from './recordFilter.ts';
import { createRecordSlices, recordDays } from './recordSlices.ts';
import type { RecordSlice } from './recordSlices.ts';

/** Where a page ended: the next one goes on below it. */
export interface RecordCursor {
  readonly at: number;
  readonly id: number;
}

/** A record as the view `syslog_records` has it. */
export type FoundRecord = Readonly<
  Record<'id' | 'time' | 'source_port' | 'destination_port', number> &
    Record<'device' | 'host' | 'log_file' | 'type' | 'subtype' | 'source' | 'source_location', string> &
    Record<'destination' | 'destination_location' | 'action' | 'rule' | 'rule_id' | 'severity', string> &
    Record<'protocol' | 'application' | 'source_zone' | 'destination_zone' | 'direction' | 'end_reason', string> &
    Record<'user' | 'threat_name' | 'threat_id', string | null>
> & { readonly extra: Readonly<Record<string, string>> | null };

export interface RecordPage {
  readonly records: readonly FoundRecord[];
  /** Everything newer than this was looked at. */
  readonly lookedBackTo: number;
  /** Undefined: there is nothing more. */
  readonly next: RecordCursor | undefined;
}

/** Those of the view `syslog_records`, which would read the whole table again: records have no index by number. */
const columns = `r.id, r.at as "time", d.name as device, c.host,
  coalesce(nullif(c.input, ''), r.detail -> 'extra' ->> 'input', '') as log_file,
  c.type, c.subtype, r.source, r.source_port,
  coalesce(nullif(c.source_location, ''), r.detail -> 'extra' ->> 'sourceLocation', '') as source_location,
  r.detail ->> 'user' as "user",
  r.destination, r.destination_port,
  coalesce(nullif(c.destination_location, ''), r.detail -> 'extra' ->> 'destinationLocation', '') as destination_location,
  c.action, c.rule, c.rule_id, c.severity,
  r.detail ->> 'threatName' as threat_name, r.detail ->> 'threatId' as threat_id,
  c.protocol, c.application, c.source_zone, c.destination_zone, c.direction, c.end_reason,
  r.detail -> 'extra' as extra`;

const newest: RecordCursor = { at: 8.64e15, id: Number.MAX_SAFE_INTEGER };

/**
 * Records that match, newest first. Tables are gone through from the newest on until the page is full or `budgetMs` is
 * used up, so that a filter without an index answers in time with what it found and how far back it looked.
 */
export async function searchRecords(
  database: Database,
  filter: RecordFilter,
  options: { limit: number; budgetMs: number; before?: RecordCursor | undefined; now: () => number },
): Promise<RecordPage> {
  const { limit, budgetMs, before = newest, now } = options;
  const startedAt = now();
  const sinceMs = filter.sinceMs ?? -Infinity;
  const beforeMs = Math.min(before.at + 1, filter.beforeMs ?? Infinity);
  const records: FoundRecord[] = [];
  const nothingMore = { records, lookedBackTo: filter.sinceMs ?? 0, next: undefined };
  const conditions = await recordConditions(database.pool, filter);
  if (conditions === undefined) return nothingMore;
  conditions.add('(r.at, r.id) < (?, ?)', instantOf(before.at), before.id);
  const days = await recordDays(database.pool, sinceMs, beforeMs);
  const slices = createRecordSlices(days, { sinceMs, beforeMs, nowMs: startedAt, whole: isIndexed(filter) });
  let slice = slices.next(0);
  while (slice !== undefined) {
    const beganAt = now();
    records.push(...(await searchSlice(database, slice, conditions, limit - records.length)));
    const last = records.at(-1);
    if (last !== undefined && records.length >= limit) {
      return { records, lookedBackTo: last.time, next: { at: last.time, id: last.id } };
    }
    const doneTo = slice.fromMs ?? 0;
    slice = slices.next(now() - beganAt);
    if (slice !== undefined && now() - startedAt >= budgetMs) {
      return { records, lookedBackTo: doneTo, next: { at: doneTo, id: 0 } };
    }
  }
  return nothingMore;
}

/** Whether closed tables have an index that finds these records: then a day is one look-up. */
export function isIndexed({ source }: RecordFilter): boolean {
  return source !== undefined && !source.includes('/');
}

async function searchSlice(
  database: Database,
  slice: RecordSlice,
  filter: Conditions,
  limit: number,
): Promise<FoundRecord[]> {
  return querySlice<FoundRecord>(
    database,
    slice,
    filter,
    (matching) => `select ${columns} from (
       select r.* from ${matching} order by r.at desc, r.id desc limit ${limit}
     ) r
     join context c on c.id = r.context
     join device d on d.id = c.device_id
     order by r.at desc, r.id desc`,
  );
}

/** Asks for something of the records `r` of a slice that match. */
export async function querySlice<Row extends Record<string, unknown>>(
  database: Database,
  { table, fromMs, toMs }: RecordSlice,
  filter: Conditions,
  sqlOf: (matching: string) => string,
): Promise<Row[]> {
  const conditions = filter.copy();
  if (fromMs !== null) conditions.add('r.at >= ?', instantOf(fromMs));
  conditions.add('r.at < ?', instantOf(toMs));
  try {
    return (await database.pool.query<Row>(sqlOf(`${table} r where ${conditions.sql}`), conditions.values)).rows;
  } catch (error) {
    // The nightly deletion may have dropped the day since it was looked up.
    if ((error as { code?: string }).code === '42P01') return [];
    throw error;
  }
}
