import type { BlockDocument } from './blockDocument.ts';

type Cell = string | number | boolean | null;

const columns: readonly (readonly [name: string, cell: (block: BlockDocument) => Cell])[] = [
  ['address', (block) => block.address],
  ['origin', (block) => block.origin],
  ['location', (block) => block.location],
  ['device', (block) => block.device],
  ['detected_at', (block) => timeText(block.detectedAt)],
  ['last_seen_at', (block) => timeText(block.lastSeenAt)],
  ['expires_at', (block) => (block.expiresAt === null ? 'permanent' : timeText(block.expiresAt))],
  ['fixed_end', (block) => block.fixedEnd],
  ['findings', (block) => block.findings],
  ['first_hit_at', (block) => timeText(block.firstHitAt)],
  ['last_hit_at', (block) => timeText(block.lastHitAt)],
  ['reason', (block) => block.reason],
  ['created_by', (block) => block.createdBy],
  ['kept_off_the_list', (block) => block.keptOff],
  ['released_at', (block) => timeText(block.releasedAt)],
  ['released_by', (block) => block.releasedBy],
  ['release_reason', (block) => block.releaseReason],
  ['ticket', (block) => block.ticket],
  ['note', (block) => block.note],
];

export const csvHeader = `${columns.map(([name]) => name).join(',')}\r\n`;

/** One line of RFC 4180. */
export function csvLine(block: BlockDocument): string {
  return `${columns.map(([, cell]) => csvCell(cell(block))).join(',')}\r\n`;
}

/** A spreadsheet runs what begins with one of these as a formula, and part of it is written by strangers; a quote makes it text. */
const formulaStart = /^[=+\-@\t\r]/;

export function csvCell(value: Cell): string {
  const text = value === null ? '' : String(value);
  const safe = typeof value === 'string' && formulaStart.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function timeText(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
