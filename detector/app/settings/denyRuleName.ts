import type { Settings } from '../../model/settings.ts';

const ruleId = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** What a new deny rule is to be called so that its hits are known: the setting may hold rule IDs as well. */
export function denyRuleName({ denyRule }: Pick<Settings, 'denyRule'>): string {
  return denyRule.find((rule) => !ruleId.test(rule)) ?? 'Active Defense Deny';
}
