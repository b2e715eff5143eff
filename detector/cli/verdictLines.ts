import type { Verdict } from '../app/verdict.ts';
import type { Evidence } from '../model/finding.ts';
import type { StoredBlock } from '../store/blocks.ts';
import { endText, findingTable } from './blacklistLines.ts';
import { table, timeText } from './io.ts';

/** What is known of an address, for a person: the answer first, then what it rests on. */
export function verdictLines(verdict: Verdict): string[] {
  const { standing, because, block, graceUntil, findings, formerBlocks, records, audit } = verdict;
  return [
    `${standing.toUpperCase()}: ${because}`,
    ...(block === null ? [] : blockDetails(block)),
    ...(graceUntil === null ? [] : ['', `Nothing blocks it before ${timeText(graceUntil)}: it was released.`]),
    ...section('Findings', findings.length === 0 ? [] : findingTable(findings)),
    ...section('Blocks that have ended', formerBlocks.map(formerText)),
    ...section('Its newest records', records.length === 0 ? [] : recordTable(records)),
    ...section(
      'Changes',
      audit.map(({ at, actor, action }) => `${timeText(at)}  ${action} by ${actor}`),
    ),
  ];
}

function blockDetails(block: StoredBlock): string[] {
  const rows = [
    ['Detected', timeText(block.detectedAt)],
    ['Last seen', timeText(block.lastSeenAt)],
    ['Expires', endText(block)],
    ['Location', block.location],
    ['Findings', String(block.findings)],
    [
      'Stopped by the firewall',
      block.firstHitAt === null ? 'not yet' : `since ${timeText(block.firstHitAt)}, last ${timeText(block.lastHitAt)}`,
    ],
    ...(block.evidence === null ? [] : evidenceRows(block.evidence)),
  ];
  return ['', ...rows.filter(([, text]) => text !== '').map(([name, text]) => `${name}: ${text}`)];
}

function evidenceRows(evidence: Evidence): string[][] {
  const { settings, firstAt, lastAt, contacts, rule = '', severity = '', threat } = evidence;
  const inForce = Object.entries(settings).map(([name, value]) => `${name} ${value}`);
  return [
    ['Settings then', inForce.join(', ')],
    ['Seen', `from ${timeText(firstAt)} to ${timeText(lastAt)}`],
    ['Reached', contacts.map(({ value }) => String(value)).join(', ')],
    ['Rule', rule],
    ['Severity', severity],
    ['Threat', threat?.threatName ?? threat?.threatId ?? ''],
  ];
}

function formerText({ address, origin, detectedAt, releasedAt, releasedBy, releaseReason }: StoredBlock): string {
  const end = `${timeText(releasedAt)} by ${releasedBy ?? 'somebody'}: ${releaseReason ?? ''}`;
  return `${address} for ${origin} from ${timeText(detectedAt)} to ${end}`;
}

const recordColumns = ['time', 'device', 'type', 'destination', 'destination_port', 'action', 'rule', 'severity'];

function recordTable(records: readonly Record<string, unknown>[]): string[] {
  const cell = (value: unknown): string =>
    typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return table(
    ['TIME', 'DEVICE', 'TYPE', 'DESTINATION', 'PORT', 'ACTION', 'RULE', 'SEVERITY'],
    records.map((record) =>
      recordColumns.map((name) => (name === 'time' ? timeText(record[name] as number) : cell(record[name]))),
    ),
  );
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${heading}:`, ...lines.map((line) => `  ${line}`)];
}
