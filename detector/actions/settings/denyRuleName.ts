import type { Settings } from '../../model/settings.ts';
import { isObjectName } from './firewallRequest.ts';

const usualName = 'Active Defense Deny';
const ruleId = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** What a new deny rule is to be called so that its hits are known: the setting may hold rule IDs, and what is no name for one. */
export function denyRuleName({ denyRule }: Pick<Settings, 'denyRule'>): string {
  return denyRule.find((rule) => !ruleId.test(rule) && isObjectName(rule)) ?? usualName;
}

/** Why hits of the rule of that name would not be known, with how to mend it. */
export function denyRuleWarnings(settings: Pick<Settings, 'denyRule'>): string[] {
  const wrong = settings.denyRule.find((rule) => !ruleId.test(rule) && !isObjectName(rule));
  const name = denyRuleName(settings);
  if (wrong === undefined || settings.denyRule.includes(name)) return [];
  return [
    `The deny rule ${JSON.stringify(wrong)} of the setting denyRule is no name for a firewall's object (letters, digits, spaces and . _ -, 63 at most, a letter or digit first), so the rule is called ${name} here: add that to the setting, or its hits are not known.`,
  ];
}
