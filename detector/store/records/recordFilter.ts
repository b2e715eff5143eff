import { Conditions } from '../conditions.ts';
import type { Queryable } from '../database.ts';
import { instantOf } from '../instantOf.ts';

/** What people filter records by; absent: anything. Texts match in upper or lower case. */
export interface RecordFilter {
  /** Address or CIDR on either side. */
  readonly address?: string | undefined;
  /** Address or CIDR of the source. */
  readonly source?: string | undefined;
  /** Address or CIDR of the destination. */
  readonly destination?: string | undefined;
  readonly destinationPort?: number | undefined;
  /** Texts of the record's context, whole. */
  readonly context?: Readonly<Partial<Record<ContextColumn, string>>> | undefined;
  readonly user?: string | undefined;
  /** Threat ID, or part of the threat's name. */
  readonly threat?: string | undefined;
  /** At this time or later … */
  readonly sinceMs?: number | undefined;
  /** … and before this one. */
  readonly beforeMs?: number | undefined;
}

type ContextColumn = 'device' | 'action' | 'rule' | 'severity' | 'type' | 'subtype' | 'source_location';

/** The filter as conditions on `record r`; undefined where no record can match. */
export async function recordConditions(database: Queryable, filter: RecordFilter): Promise<Conditions | undefined> {
  const conditions = new Conditions();
  const { address, source, destination, destinationPort, user, threat, sinceMs, beforeMs } = filter;
  if (sinceMs !== undefined) conditions.add('r.at >= ?', instantOf(sinceMs));
  if (beforeMs !== undefined) conditions.add('r.at < ?', instantOf(beforeMs));
  if (source !== undefined) conditions.add(`r.source ${isWithin(source)} ?::inet`, source);
  if (destination !== undefined) conditions.add(`r.destination ${isWithin(destination)} ?::inet`, destination);
  if (address !== undefined) {
    const operator = isWithin(address);
    conditions.add(`(r.source ${operator} ?::inet or r.destination ${operator} ?::inet)`, address, address);
  }
  if (destinationPort !== undefined) conditions.add('r.destination_port = ?', destinationPort);
  if (user !== undefined) conditions.add(`lower(r.detail ->> 'user') = lower(?)`, user);
  if (threat !== undefined) {
    conditions.add(
      `(r.detail ->> 'threatId' = ? or position(lower(?) in lower(r.detail ->> 'threatName')) > 0)`,
      threat,
      threat,
    );
  }
  const texts = Object.entries(filter.context ?? {});
  if (texts.length === 0) return conditions;
  const contexts = await contextsWith(database, texts);
  if (contexts.length === 0) return undefined;
  conditions.add('r.context = any(?::int[])', contexts);
  return conditions;
}

function isWithin(text: string): '<<=' | '=' {
  return text.includes('/') ? '<<=' : '=';
}

async function contextsWith(database: Queryable, texts: readonly [string, string][]): Promise<number[]> {
  const conditions = new Conditions();
  for (const [column, text] of texts) {
    conditions.add(`lower(${column === 'device' ? 'd.name' : `c.${column}`}) = lower(?)`, text);
  }
  const { rows } = await database.query<{ id: number }>(
    `select c.id from context c join device d on d.id = c.device_id where ${conditions.sql}`,
    conditions.values,
  );
  return rows.map((row) => row.id);
}
