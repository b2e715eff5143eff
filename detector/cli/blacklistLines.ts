import type { ActiveBlock, KeptOff } from '../actions/blacklist/activeBlocks.ts';
import { countOf } from '../actions/countOf.ts';
import { refusalWords } from '../block/explainRefusal.ts';
import type { Block } from '../model/block.ts';
import type { StoredBlock } from '../store/blacklist/blocks.ts';
import type { StoredFinding } from '../store/blacklist/findings.ts';
import { table, timeText } from './io.ts';

const nothing = {
  active: 'Nobody is blocked. Blocks come of findings, or by hand: blacklist add ADDRESS --reason TEXT',
  released: 'No block was released yet.',
  held: "No finding waits for a person's word.",
  refused: 'No finding was refused.',
  watched: 'No finding came of a case that only watches.',
} as const;

const howToDecide = [
  'Each waits for your word. To block one:  blacklist add ADDRESS --reason TEXT',
  '                          To let it be:  blacklist dismiss ADDRESS --reason TEXT',
];

export function activeLines(blocks: readonly ActiveBlock[]): string[] {
  if (blocks.length === 0) return [nothing.active];
  return table(
    ['ADDRESS', 'FOR', 'LOCATION', 'DETECTED', 'LAST SEEN', 'EXPIRES', 'ON THE LIST', 'REASON'],
    blocks.map((block) => [
      ...[block.address, block.origin, block.location, timeText(block.detectedAt), lastSeenText(block)],
      ...[endText(block), block.keptOff === null ? 'yes' : `no: ${keptOffWords(block.keptOff)}`, reasonOf(block)],
    ]),
  );
}

export function releasedLines(blocks: readonly StoredBlock[]): string[] {
  if (blocks.length === 0) return [nothing.released];
  return table(
    ['ADDRESS', 'FOR', 'DETECTED', 'RELEASED', 'BY', 'BECAUSE'],
    blocks.map((block) => [
      ...[block.address, block.origin, timeText(block.detectedAt), timeText(block.releasedAt)],
      ...[block.releasedBy ?? '-', block.releaseReason ?? '-'],
    ]),
  );
}

function keptOffWords(reason: KeptOff): string {
  return reason === 'over' ? 'its time is up' : refusalWords(reason);
}

export function findingLines(state: 'held' | 'refused' | 'watched', findings: readonly StoredFinding[]): string[] {
  if (findings.length === 0) return [nothing[state]];
  return [...findingTable(findings), ...(state === 'held' ? ['', ...howToDecide] : [])];
}

export function findingTable(findings: readonly StoredFinding[]): string[] {
  return table(
    ['AT', 'SOURCE', 'CASE', 'TARGET', 'PORT', 'COUNT', 'OUTCOME'],
    findings.map(({ at, source, case: name, target, port, count, outcome, reason }) => [
      ...[timeText(at), source, name, target ?? '-', String(port ?? '-'), String(count)],
      reason === null ? outcome : `${outcome}: ${reason}`,
    ]),
  );
}

/** When something of a block came last; a block by hand begins without anything. */
export function lastSeenText({ origin, detectedAt, lastSeenAt }: Block): string {
  return origin === 'manual' && lastSeenAt === detectedAt ? 'never' : timeText(lastSeenAt);
}

/** When a block ends. */
export function endText({ expiresAt }: Pick<Block, 'expiresAt'>): string {
  return expiresAt === null ? 'never' : timeText(expiresAt);
}

function reasonOf({ origin, createdBy, reason, findings }: StoredBlock): string {
  return origin === 'manual' ? `${createdBy}: ${reason}` : countOf(findings, 'finding');
}
