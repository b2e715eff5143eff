import type { Answer, Input } from '../../../detector/api/contract/contract.ts';
import { sinceOf } from '../../components/ages.ts';
import type { UrlState } from '../../components/useUrlState.ts';

/** What the page keeps in the URL. `event` is the number of the audit event whose drawer is open. */
export const systemFields = ['tab', 'actor', 'action', 'subject', 'age', 'event'] as const;
export type SystemState = UrlState<(typeof systemFields)[number]>;
export type ChangeSystem = (changes: Partial<SystemState>, options?: { isStep?: boolean }) => void;

export type System = Answer<'GET /system'>;
export type AuditEvent = Answer<'GET /system/audit'>['items'][number];
export type AuditQuery = Input<'GET /system/audit'>['query'];

export const tabNames = ['status', 'list', 'jobs', 'audit', 'file'] as const;
export type TabName = (typeof tabNames)[number];

/** The first tab for what is none. */
export function tabOf({ tab }: Pick<SystemState, 'tab'>): TabName {
  return tabNames.find((name) => name === tab) ?? 'status';
}

export const noAuditFilters = { actor: '', action: '', subject: '', age: '' } as const;

/** The filters of the audit trail as the API takes them. */
export function auditQuery(
  { actor, action, subject, age }: Pick<SystemState, 'actor' | 'action' | 'subject' | 'age'>,
  nowMs: number,
): AuditQuery {
  const from = sinceOf(age, nowMs);
  return {
    ...(actor === '' ? {} : { actor }),
    ...(action === '' ? {} : { action }),
    ...(subject === '' ? {} : { subject }),
    ...(from === undefined ? {} : { from }),
  };
}
