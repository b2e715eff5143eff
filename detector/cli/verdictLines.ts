import type { Verdict } from '../actions/blacklist/verdict.ts';
import type { Block } from '../model/block.ts';
import type { Evidence } from '../model/finding.ts';
import type { AllowEntry } from '../store/blacklist/allowEntries.ts';
import type { StoredBlock } from '../store/blacklist/blocks.ts';
import { endText, findingTable, lastSeenText } from './blacklistLines.ts';
import { table, timeText } from './io.ts';

/** What is known of an address, for a person: the answer first, then what it rests on. */
export function verdictLines(verdict: Verdict): string[] {
  const { standing, because, block, blocksInside, allowedBy, graceUntil } = verdict;
  const { findings, formerBlocks, records, recordsUntil, audit } = verdict;
  return [
    `${standing.replace('-', ' ').toUpperCase()}: ${because}`,
    ...(allowedBy === null ? [] : ['', allowText(allowedBy)]),
    ...(block === null ? [] : blockDetails(block, verdict.address)),
    ...(graceUntil === null ? [] : ['', `No finding blocks it before ${timeText(graceUntil)}: it was released.`]),
    ...section(insideHeading(blocksInside), blocksInside.count === 0 ? [] : insideTable(blocksInside.blocks)),
    ...section('Findings', findings.length === 0 ? [] : findingTable(findings)),
    ...section('Blocks that have ended', formerBlocks.map(formerText)),
    ...section('Its newest records', records.length === 0 ? [] : recordTable(records)),
    ...(recordsUntil === null ? [] : ['', `Records before ${timeText(recordsUntil)} were not looked through in time.`]),
    ...section(
      'Changes',
      audit.map(({ at, actor, action }) => `${timeText(at)}  ${action} by ${actor}`),
    ),
  ];
}

function allowText({ createdBy, createdAt, expiresAt }: AllowEntry): string {
  const end = expiresAt === null ? 'for good' : `until ${timeText(expiresAt)}`;
  return `Allowed by ${createdBy} on ${timeText(createdAt)}, ${end}`;
}

function insideHeading({ count, blocks }: Verdict['blocksInside']): string {
  return `Blocks inside it (${count}${count > blocks.length ? `, of which the first ${blocks.length}` : ''})`;
}

function insideTable(blocks: readonly Block[]): string[] {
  return table(
    ['ADDRESS', 'FOR', 'DETECTED', 'LAST SEEN', 'EXPIRES'],
    blocks.map((block) => [
      ...[block.address, block.origin, timeText(block.detectedAt), lastSeenText(block), endText(block)],
    ]),
  );
}

function blockDetails(block: StoredBlock, asked: string): string[] {
  const rows = [
    ['Block', block.address === asked ? '' : block.address],
    ['Detected', timeText(block.detectedAt)],
    ['Last seen', lastSeenText(block)],
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

function formerText({ address, origin, detectedAt, releasedAt, ...block }: StoredBlock): string {
  const end =
    releasedAt === null
      ? `${timeText(block.expiresAt)}, when its time was up`
      : `${timeText(releasedAt)} by ${block.releasedBy ?? 'somebody'}: ${block.releaseReason ?? ''}`;
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
