import type { CaseName, Evidence } from '../../model/finding.ts';
import { countOf } from '../countOf.ts';

/** What a case found of a source, as a finding or a block keeps it. */
export interface FoundCase {
  readonly case: CaseName;
  readonly target: string | null;
  readonly port: number | null;
  /** Different ports or addresses that were reached. */
  readonly count: number;
  readonly evidence: Evidence;
}

/** Why a case came true, in words: what was reached, and the settings then in force. */
export function explainCase(found: FoundCase): string {
  const { evidence, count, target, port } = found;
  const { settings } = evidence;
  const minutes = countOf(Number(settings['minutes']), 'minute');
  const counted = settings['count'] === 'all' ? 'all records counted' : 'only denied records counted';
  switch (found.case) {
    case 'port-scan': {
      const on = target === null ? 'one own address' : target;
      const limit = countOf(Number(settings['ports']), 'port');
      return `Reached ${countOf(count, 'different port')} on ${on} within ${minutes}; the case holds at more than ${limit}, and ${counted}.`;
    }
    case 'port-sweep': {
      const reached = port === null ? 'one port' : `port ${port}`;
      const limit = countOf(Number(settings['addresses']), 'address', 'addresses');
      return `Reached ${reached} on ${countOf(count, 'own address', 'own addresses')} within ${minutes}; the case holds at ${limit}, and ${counted}.`;
    }
    case 'vulnerability':
      return `${explainThreat(evidence, target)}; the case holds at ${levelWords[Number(settings['level'])] ?? 'no severity'}.`;
  }
}

const levelWords: Readonly<Partial<Record<number, string>>> = {
  1: 'severity critical (level 1)',
  2: 'severities critical and high (level 2)',
};

function explainThreat({ threat, severity, rule }: Evidence, target: string | null): string {
  const { threatName, threatId } = threat ?? {};
  // PAN-OS writes the number behind the name itself.
  const isNamed = threatId === undefined || threatName?.endsWith(`(${threatId})`) === true;
  const id = isNamed ? '' : ` (${threatId})`;
  const what =
    threatName === undefined && threatId === undefined ? 'a vulnerability attack' : `${threatName ?? ''}${id}`;
  const on = target === null ? '' : ` on ${target}`;
  const through = rule === undefined || rule === '' ? '' : ` through the rule ${rule}`;
  return `The firewall saw ${what.trim()}${on}, severity ${severity ?? 'unknown'},${through}`.replace(/,$/, '');
}
