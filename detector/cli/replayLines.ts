import { countOf } from '../actions/countOf.ts';
import type { ReplayDocument } from '../pipeline/replay.ts';
import { caseNames } from '../model/finding.ts';
import { table } from './io.ts';

/** What a replay came to, for a person; `--json` has it whole. */
export function replayLines(document: ReplayDocument): string[] {
  const { lines, records, otherTypes = 0, unreadable, findings, blocks, held, refused, list } = document;
  const byCase = caseNames.map((name) => `${name} ${findings.filter((finding) => finding.case === name).length}`);
  return [
    `${countOf(lines, 'line')}, ${countOf(records, 'record')}`,
    `Unreadable: ${sentenceOf(Object.entries(unreadable).map(([reason, count]) => `${reason} ${count}`))}`,
    ...(otherTypes > 0 ? [`Other log types: ${otherTypes}`] : []),
    `Findings: ${findings.length} (${byCase.join(', ')})`,
    '',
    ...(blocks.length === 0 ? ['No blocks.'] : blockTable(blocks)),
    ...reasonsOf('Held for a person to decide:', held),
    ...reasonsOf('Refused:', refused),
    '',
    `The list would have ${countOf(list.length, 'entry', 'entries')}.`,
  ];
}

function sentenceOf(parts: readonly string[]): string {
  return parts.length === 0 ? 'none' : parts.join(', ');
}

function blockTable(blocks: ReplayDocument['blocks']): string[] {
  return table(
    ['ADDRESS', 'CASE', 'DETECTED', 'LAST SEEN', 'EXPIRES'],
    blocks.map(({ address, case: name, detectedAt, lastSeenAt, expiresAt }) => [
      ...[address, name, detectedAt, lastSeenAt, expiresAt ?? 'never'],
    ]),
  );
}

function reasonsOf(heading: string, entries: ReplayDocument['held'] | ReplayDocument['refused']): string[] {
  if (entries.length === 0) return [];
  return ['', heading, ...entries.map(({ address, reason }) => `  ${address}: ${reason}`)];
}
