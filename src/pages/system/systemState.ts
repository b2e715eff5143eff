import type { Answer, Input } from '../../../detector/api/contract/contract.ts';
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

const hourMs = 3_600_000;
/** How long ago at most: what stands in the URL, in words, in ms. */
export const ages = [
  { value: '1h', label: 'Last hour', ms: hourMs },
  { value: '24h', label: 'Last 24 hours', ms: 24 * hourMs },
  { value: '7d', label: 'Last 7 days', ms: 7 * 24 * hourMs },
  { value: '30d', label: 'Last 30 days', ms: 30 * 24 * hourMs },
] as const;

export const noAuditFilters = { actor: '', action: '', subject: '', age: '' } as const;

/** The filters of the audit trail as the API takes them. */
export function auditQuery(
  { actor, action, subject, age }: Pick<SystemState, 'actor' | 'action' | 'subject' | 'age'>,
  nowMs: number,
): AuditQuery {
  const span = ages.find(({ value }) => value === age);
  return {
    ...(actor === '' ? {} : { actor }),
    ...(action === '' ? {} : { action }),
    ...(subject === '' ? {} : { subject }),
    ...(span === undefined ? {} : { from: nowMs - span.ms }),
  };
}
