import type { RecordItem } from './recordsState.ts';

type Filtered = Pick<
  RecordItem,
  'source' | 'destination' | 'destinationPort' | 'action' | 'rule' | 'user' | 'type' | 'severity' | 'threatId'
>;

/**
 * Finds records like this one in the log view of PAN-OS. Its filter language has no way to escape a quote: a text with
 * one, or with any control character, is left out, which finds more but never something else.
 */
export function panosFilter(record: Filtered): string {
  const { source, destination, destinationPort, action, rule, user, type, severity, threatId } = record;
  const isThreat = type.toUpperCase() === 'THREAT';
  const terms = [
    isAddress(source) && `addr.src in ${source}`,
    isAddress(destination) && `addr.dst in ${destination}`,
    destinationPort > 0 && `port.dst eq ${destinationPort}`,
    isWord(action) && `action eq ${action}`,
    isQuotable(rule) && `rule eq '${rule}'`,
    isQuotable(user) && `user.src eq '${user}'`,
    isThreat && isWord(severity) && `severity eq ${severity}`,
    isThreat && /^\d+$/.test(threatId) && `threatid eq ${threatId}`,
  ];
  return terms
    .filter((term) => term !== false)
    .map((term) => `( ${term} )`)
    .join(' and ');
}

function isAddress(text: string): boolean {
  return /^[\da-f.:]+$/i.test(text);
}

function isWord(text: string): boolean {
  return /^[\w-]+$/.test(text);
}

function isQuotable(text: string): boolean {
  return text !== '' && !/['"\p{C}\p{Zl}\p{Zp}]/u.test(text);
}
