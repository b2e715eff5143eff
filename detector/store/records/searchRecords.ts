import type { Database } from '../database.ts';
import { instantOf } from '../instantOf.ts';
import { lookBack } from './lookBack.ts';
import { recordConditions } from './recordFilter.ts';
import type { RecordFilter } from './recordFilter.ts';

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
 * Records that match, newest first, until the page is full or `budgetMs` is used up: a filter without an index answers in
 * time with what it found and how far back it looked.
 */
export async function searchRecords(
  database: Database,
  filter: RecordFilter,
  options: { limit: number; budgetMs: number; before?: RecordCursor | undefined; now: () => number },
): Promise<RecordPage> {
  const { limit, budgetMs, before = newest, now } = options;
  const beforeMs = Math.min(before.at + 1, filter.beforeMs ?? Infinity);
  const records: FoundRecord[] = [];
  const nothingMore = { records, lookedBackTo: filter.sinceMs ?? 0, next: undefined };
  const conditions = await recordConditions(database.pool, filter);
  if (conditions === undefined) return nothingMore;
  conditions.add('(r.at, r.id) < (?, ?)', instantOf(before.at), before.id);
  const asked = { filter, conditions, beforeMs, budgetMs, now };
  const sqlOf = (matching: string): string => pageSql(matching, limit - records.length);
  let doneTo = beforeMs;
  for await (const part of lookBack<FoundRecord>(database, asked, sqlOf)) {
    records.push(...part.rows);
    const last = records.at(-1);
    if (last !== undefined && records.length >= limit) {
      return { records, lookedBackTo: last.time, next: { at: last.time, id: last.id } };
    }
    if (part.isLast) return nothingMore;
    doneTo = part.doneTo;
  }
  return { records, lookedBackTo: doneTo, next: { at: doneTo, id: 0 } };
}

function pageSql(matching: string, limit: number): string {
  return `select ${columns} from (
       select r.* from ${matching} order by r.at desc, r.id desc limit ${limit}
     ) r
     join context c on c.id = r.context
     join device d on d.id = c.device_id
     order by r.at desc, r.id desc`;
}
