import type { Static } from 'typebox';
import type { auditEvent } from '../contract/blacklistDocuments.ts';
import type { StoredAuditEvent } from '../../store/auditEvents.ts';

/** A change that somebody made as the API gives it; what it has no value for is null. */
export function auditDocument({ before, after, ...event }: StoredAuditEvent): Static<typeof auditEvent> {
  return { ...event, before: before ?? null, after: after ?? null };
}
