import type { SeenFields } from '../../store/records/seenFields.ts';

/** Labels of the recommended format by what they fill; those that may be empty for good reasons are not among them. */
const labels = [
  ['SrcLocation', 'sourceLocation'],
  ['DstLocation', 'destinationLocation'],
  ['RuleName', 'rule'],
  ['RuleID', 'ruleId'],
  ['Subtype', 'subtype'],
] as const;

/** Fields of the recommended format that none of a device's newest lines has; nothing is said of one that sent nothing. */
export function lackingFields(seen: SeenFields | undefined): string[] {
  if (seen === undefined) return [];
  const lacking = labels.filter(([, field]) => !seen[field]).map(([label]) => label as string);
  return seen.hasThreats && !seen.severity ? [...lacking, 'Severity'] : lacking;
}
