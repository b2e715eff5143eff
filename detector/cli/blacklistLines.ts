import type { StoredBlock } from '../store/blocks.ts';
import type { StoredFinding } from '../store/findings.ts';
import { table, timeText } from './io.ts';

const nothing = {
  active: 'Nobody is blocked. Blocks come of findings, or by hand: blacklist add ADDRESS --reason TEXT',
  released: 'No block was released yet.',
  held: "No finding waits for a person's word.",
  refused: 'No finding was refused.',
} as const;

export function blockLines(state: 'active' | 'released', blocks: readonly StoredBlock[]): string[] {
  if (blocks.length === 0) return [nothing[state]];
  if (state === 'active') {
    return table(
      ['ADDRESS', 'FOR', 'LOCATION', 'DETECTED', 'LAST SEEN', 'EXPIRES', 'REASON'],
      blocks.map((block) => [
        ...[block.address, block.origin, block.location, timeText(block.detectedAt), timeText(block.lastSeenAt)],
        ...[endText(block), reasonOf(block)],
      ]),
    );
  }
  return table(
    ['ADDRESS', 'FOR', 'DETECTED', 'RELEASED', 'BY', 'BECAUSE'],
    blocks.map((block) => [
      ...[block.address, block.origin, timeText(block.detectedAt), timeText(block.releasedAt)],
      ...[block.releasedBy ?? '-', block.releaseReason ?? '-'],
    ]),
  );
}

export function findingLines(state: 'held' | 'refused', findings: readonly StoredFinding[]): string[] {
  return findings.length === 0 ? [nothing[state]] : findingTable(findings);
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

/** When a block ends. */
export function endText({ expiresAt }: StoredBlock): string {
  return expiresAt === null ? 'never' : timeText(expiresAt);
}

function reasonOf({ origin, createdBy, reason, findings }: StoredBlock): string {
  return origin === 'manual' ? `${createdBy}: ${reason}` : `${findings} ${findings === 1 ? 'finding' : 'findings'}`;
}
