import { findingOf } from './blockFixture.ts';
import type { Finding } from '../../detector/model/finding.ts';
import { insertBlock, releaseBlocks } from '../../detector/store/blacklist/blocks.ts';
import type { NewBlock } from '../../detector/store/blacklist/blocks.ts';
import type { Queryable } from '../../detector/store/database.ts';
import { insertFindings } from '../../detector/store/blacklist/findings.ts';
import type { DecidedFinding } from '../../detector/store/blacklist/findings.ts';

export const noon = Date.parse('2026-11-20T12:00:00Z');

/** A port scan of eleven ports from one address; tests change what they care for. */
export function scanFinding(source: string, at: number, more: Partial<Finding> = {}): Finding {
  return findingOf(source, new Date(at).toISOString(), {
    evidence: {
      settings: { ports: 10, minutes: 10, count: 'denied', mode: 'block' },
      deviceId: 1,
      firstAt: at - 60_000,
      lastAt: at,
      contacts: Array.from({ length: 11 }, (_, i) => ({ value: 1000 + i, at: at - i * 1000 })),
    },
    ...more,
  });
}

/** Stores a block with the finding that led to it; returns its number. */
export async function putBlock(
  database: Queryable,
  finding: Finding,
  more: Partial<NewBlock> & { readonly releasedAt?: number } = {},
): Promise<number> {
  const { releasedAt, ...change } = more;
  const id = await insertBlock(database, {
    address: finding.source,
    origin: finding.case,
    location: finding.sourceLocation,
    detectedAt: finding.at,
    lastSeenAt: finding.at,
    expiresAt: finding.at + 30 * 86_400_000,
    fixedEnd: false,
    reason: '',
    evidence: finding.evidence,
    createdBy: 'detector',
    ...change,
  });
  if (id === undefined) throw new Error(`${finding.source} is blocked already`);
  await putFinding(database, finding, { outcome: 'block', blockId: id });
  if (releasedAt !== undefined) await releaseBlocks(database, [id], 'alice', 'was a test', releasedAt);
  return id;
}

/** Stores a finding with what became of it. */
export async function putFinding(
  database: Queryable,
  finding: Finding,
  decided: Partial<Omit<DecidedFinding, 'finding'>> = {},
): Promise<void> {
  await insertFindings(database, [{ finding, outcome: 'hold', reason: null, blockId: null, ...decided }], 1);
}

/** Registers the device that the evidence names. */
export async function putDevice(database: Queryable, name = 'FW-1'): Promise<void> {
  await database.query('insert into device (name, hosts) values ($1, array[$1])', [name]);
}
