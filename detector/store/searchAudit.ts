import type { StoredAuditEvent } from './auditEvents.ts';
import { Conditions } from './conditions.ts';
import type { Queryable } from './database.ts';
import { instantOf } from './instantOf.ts';

/** What people filter the audit trail by; absent: anything. */
export interface AuditFilter {
  readonly actor?: string;
  /** An action, or what stands before its dot. */
  readonly action?: string;
  readonly subject?: string;
  readonly from?: number;
  readonly to?: number;
}

/** Events that match, newest first, below an event's number. */
export async function searchAudit(
  database: Queryable,
  filter: AuditFilter,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<StoredAuditEvent[]> {
  const conditions = new Conditions();
  if (before !== undefined) conditions.add('id < ?', before);
  if (filter.actor !== undefined) conditions.add('actor = ?', filter.actor);
  if (filter.action !== undefined) {
    conditions.add(`(action = ? or starts_with(action, ? || '.'))`, filter.action, filter.action);
  }
  if (filter.subject !== undefined) conditions.add('subject = ?', filter.subject);
  if (filter.from !== undefined) conditions.add('at >= ?', instantOf(filter.from));
  if (filter.to !== undefined) conditions.add('at < ?', instantOf(filter.to));
  const most = conditions.place(limit);
  const { rows } = await database.query<StoredAuditEvent>(
    `select id, at, actor, action, subject, before, after from audit_event where ${conditions.sql} order by id desc limit ${most}`,
    conditions.values,
  );
  return rows;
}
