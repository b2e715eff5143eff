import type { Database } from './database.ts';

/** What people filter records by; absent: anything. */
export interface RecordFilter {
  /** Address or CIDR of the source. */
  readonly source?: string;
  /** Address or CIDR of the destination. */
  readonly destination?: string;
  readonly destinationPort?: number;
  /** Texts of the record's context, exact. */
  readonly context?: Readonly<
    Partial<Record<'device' | 'action' | 'rule' | 'severity' | 'type' | 'subtype' | 'source_location', string>>
  >;
  readonly user?: string;
  readonly threatId?: string;
  readonly sinceMs?: number;
}

/** Where a page ended: the next one goes on below it. */
export interface RecordCursor {
  readonly at: number;
  readonly id: number;
}

export interface RecordPage {
  readonly records: readonly Record<string, unknown>[];
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

/** A quarter of an hour, an hour, four, sixteen: at most five parts of a day. */
const narrowestSliceMs = 900_000;

const newest: RecordCursor = { at: 8.64e15, id: Number.MAX_SAFE_INTEGER };

/**
 * Records that match, newest first. Tables are gone through from the newest on until the page is full or `budgetMs` is
 * used up, so that a filter without an index answers in time with what it found and how far back it looked.
 */
export async function searchRecords(
  database: Database,
  filter: RecordFilter,
  options: { limit: number; budgetMs: number; before?: RecordCursor; now: () => number },
): Promise<RecordPage> {
  const before = options.before ?? newest;
  const until = options.now() + options.budgetMs;
  const conditions = new Conditions();
  conditions.add('(r.at, r.id) < (?, ?)', new Date(Math.min(before.at, 8.64e15)), before.id);
  await addFilter(database, conditions, filter);
  const { rows: days } = await database.pool.query<DayTable>(
    `select name, from_day * 86400000::bigint as "fromMs", to_day * 86400000::bigint as "toMs" from record_day
     where coalesce(from_day, 0) * 86400000::bigint <= $1 and to_day * 86400000::bigint > $2 order by to_day desc`,
    [Math.min(before.at, 9e15), filter.sinceMs ?? -9e15],
  );
  const isIndexed = filter.source !== undefined && !filter.source.includes('/');
  const slices = days.flatMap((day) => (isIndexed ? [day] : slicesOf(day, before.at)));
  const records: Record<string, unknown>[] = [];
  for (const [i, slice] of slices.entries()) {
    const room = options.limit - records.length;
    records.push(...(await searchSlice(database, slice, conditions, room)));
    if (records.length >= options.limit) return pageEndingAt(records, records.at(-1));
    const isLast = i === slices.length - 1;
    if (!isLast && options.now() >= until) {
      const at = slice.fromMs ?? 0;
      return { records, lookedBackTo: at, next: { at, id: 0 } };
    }
  }
  return { records, lookedBackTo: filter.sinceMs ?? 0, next: undefined };
}

/** A part of a day's table; the oldest table has no beginning. */
interface DayTable {
  readonly name: string;
  readonly fromMs: number | null;
  readonly toMs: number;
}

/** A day from its end on, in parts that grow: the newest records of a busy day are found without reading all of it. */
function slicesOf(day: DayTable, beforeMs: number): DayTable[] {
  const { name, fromMs } = day;
  if (fromMs === null) return [day];
  const slices: DayTable[] = [];
  let toMs = Math.min(day.toMs, beforeMs + 1);
  for (let width = narrowestSliceMs; toMs > fromMs; width *= 4) {
    const from = Math.max(fromMs, toMs - width);
    slices.push({ name, fromMs: from, toMs });
    toMs = from;
  }
  return slices;
}

function pageEndingAt(
  records: readonly Record<string, unknown>[],
  last: Record<string, unknown> | undefined,
): RecordPage {
  const cursor = { at: last?.['time'] as number, id: last?.['id'] as number };
  return { records, lookedBackTo: cursor.at, next: cursor };
}

async function searchSlice(
  database: Database,
  { name, fromMs, toMs }: DayTable,
  conditions: Conditions,
  limit: number,
): Promise<Record<string, unknown>[]> {
  const count = conditions.values.length;
  const from = fromMs === null ? '-infinity' : new Date(fromMs);
  const { rows } = await database.pool.query<Record<string, unknown>>(
    `select ${columns} from (
       select r.* from ${name} r where ${conditions.sql} and r.at >= $${count + 1} and r.at < $${count + 2}
       order by r.at desc, r.id desc limit ${limit}
     ) r
     join context c on c.id = r.context
     join device d on d.id = c.device_id
     order by r.at desc, r.id desc`,
    [...conditions.values, from, new Date(toMs)],
  );
  return rows;
}

class Conditions {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];

  add(condition: string, ...values: unknown[]): void {
    this.parts.push(condition.replaceAll('?', () => `$${this.values.push(values.shift())}`));
  }

  get sql(): string {
    return this.parts.join(' and ');
  }
}

async function addFilter(database: Database, conditions: Conditions, filter: RecordFilter): Promise<void> {
  if (filter.sinceMs !== undefined) conditions.add('r.at >= ?', new Date(filter.sinceMs));
  if (filter.source !== undefined) addAddress(conditions, 'r.source', filter.source);
  if (filter.destination !== undefined) addAddress(conditions, 'r.destination', filter.destination);
  if (filter.destinationPort !== undefined) conditions.add('r.destination_port = ?', filter.destinationPort);
  if (filter.user !== undefined) conditions.add(`r.detail ->> 'user' = ?`, filter.user);
  if (filter.threatId !== undefined) conditions.add(`r.detail ->> 'threatId' = ?`, filter.threatId);
  const texts = Object.entries(filter.context ?? {});
  if (texts.length > 0) conditions.add('r.context = any(?)', await contextsWith(database, texts));
}

function addAddress(conditions: Conditions, column: string, text: string): void {
  conditions.add(text.includes('/') ? `${column} <<= ?::inet` : `${column} = ?::inet`, text);
}

async function contextsWith(database: Database, texts: readonly [string, string][]): Promise<number[]> {
  const wanted = texts.map(([column], i) => (column === 'device' ? `d.name = $${i + 1}` : `c.${column} = $${i + 1}`));
  const { rows } = await database.pool.query<{ id: number }>(
    `select c.id from context c join device d on d.id = c.device_id where ${wanted.join(' and ')}`,
    texts.map(([, value]) => value),
  );
  return rows.map((row) => row.id);
}
