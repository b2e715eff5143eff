import type { Fact } from '../../components/FactList.tsx';
import { Instant } from '../../components/Instant.tsx';

const labels: Readonly<Partial<Record<string, string>>> = {
  at: 'Time',
  alternativeAt: 'Or',
  source: 'Source',
  sourcePort: 'Source port',
  sourceLocation: 'Source country',
  sourceZone: 'Source zone',
  destination: 'Destination',
  destinationPort: 'Destination port',
  destinationLocation: 'Destination country',
  destinationZone: 'Destination zone',
  type: 'Type',
  subtype: 'Subtype',
  action: 'Action',
  rule: 'Rule',
  ruleId: 'Rule ID',
  severity: 'Severity',
  protocol: 'Protocol',
  application: 'Application',
  direction: 'Direction',
  endReason: 'Session end reason',
  user: 'User',
  threatName: 'Threat',
  threatId: 'Threat ID',
};
const instants = ['at', 'alternativeAt'];

/** A record as a list of facts; what is empty is left out. */
export function recordFacts(record: Readonly<Record<string, unknown>>): Fact[] {
  return Object.entries(record).map(([name, value]): Fact => {
    const label = labels[name] ?? name;
    if (instants.includes(name)) return [label, typeof value === 'number' && <Instant key={name} at={value} />];
    return [label, textOf(value)];
  });
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([name, text]) => `${name}: ${textOf(text)}`)
    .join(', ');
}
