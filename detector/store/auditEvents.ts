import type { Queryable } from './database.ts';
import { deleteInPortions } from './deleteInPortions.ts';

/** A change that somebody made: who, what to what, and how it was before and after. */
export interface AuditEvent {
  readonly at: number;
  readonly actor: string;
  /** Such as 'block.release' or 'settings.change'. */
  readonly action: string;
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface StoredAuditEvent extends AuditEvent {
  readonly id: number;
  /** Null where there is none. */
  readonly before: unknown;
  readonly after: unknown;
}

export async function insertAuditEvents(database: Queryable, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  await database.query(
    `insert into audit_event (at, actor, action, subject, before, after)
     select * from unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::jsonb[], $6::jsonb[])`,
    [
      events.map((event) => new Date(event.at)),
      events.map((event) => event.actor),
      events.map((event) => event.action),
      events.map((event) => event.subject),
      events.map((event) => json(event.before)),
      events.map((event) => json(event.after)),
    ],
  );
}

export async function auditEventsOf(database: Queryable, subject: string, limit: number): Promise<StoredAuditEvent[]> {
  const { rows } = await database.query<StoredAuditEvent>(
    'select id, at, actor, action, subject, before, after from audit_event where subject = $1 order by id desc limit $2',
    [subject, limit],
  );
  return rows;
}

/** Deletes events before a time, in portions; returns how many. */
export function deleteAuditEvents(database: Queryable, beforeMs: number): Promise<number> {
  return deleteInPortions(database, { table: 'audit_event', at: 'at' }, beforeMs);
}
