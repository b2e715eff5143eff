import type { CaseName, Evidence, Finding } from '../model/finding.ts';
import type { Queryable } from './database.ts';

/** What became of a finding. */
export type Outcome = 'block' | 'renew' | 'hold' | 'refuse' | 'watch';

export interface StoredFinding {
  readonly id: number;
  readonly at: number;
  readonly case: CaseName;
  readonly source: string;
  readonly target: string | null;
  readonly port: number | null;
  readonly count: number;
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly blockId: number | null;
  /** When a person answered a held one. */
  readonly decidedAt: number | null;
  readonly evidence: Evidence;
}

export async function insertFinding(
  database: Queryable,
  finding: Finding,
  outcome: Outcome,
  reason: string | null,
  blockId: number | null,
  recordId: number,
): Promise<void> {
  await database.query(
    `insert into finding (at, case_name, source, source_location, target, port, amount, outcome, reason, block_id, evidence, record_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      new Date(finding.at),
      finding.case,
      finding.source,
      finding.sourceLocation,
      finding.target,
      finding.port,
      finding.count,
      outcome,
      reason,
      blockId,
      JSON.stringify(finding.evidence),
      recordId,
    ],
  );
}

const columns = `id, at, case_name as "case", host(source) as source, host(target) as target, port, amount as count,
  outcome, reason, block_id as "blockId", decided_at as "decidedAt", evidence`;

/** Findings of a source, newest first. */
export async function findingsOf(database: Queryable, source: string, limit: number): Promise<StoredFinding[]> {
  const { rows } = await database.query<StoredFinding>(
    `select ${columns} from finding where source <<= $1::inet order by at desc, id desc limit $2`,
    [source, limit],
  );
  return rows;
}

/** Findings with this outcome, newest first; of held ones those that still wait for a person. */
export async function findingsByOutcome(
  database: Queryable,
  outcome: Outcome,
  limit: number,
): Promise<StoredFinding[]> {
  const { rows } = await database.query<StoredFinding>(
    `select ${columns} from finding where outcome = $1 and decided_at is null order by at desc, id desc limit $2`,
    [outcome, limit],
  );
  return rows;
}

/** Findings since a time of the batches whose newest record is in this range: they tell a rebuilt engine which keys are to stay quiet. */
export async function findingsSince(
  database: Queryable,
  sinceMs: number,
  { afterId, throughId }: { afterId: number; throughId: number },
): Promise<StoredFinding[]> {
  const { rows } = await database.query<StoredFinding>(
    `select ${columns} from finding where at >= $1 and record_id > $2 and record_id <= $3 order by id`,
    [new Date(sinceMs), afterId, throughId],
  );
  return rows;
}

/** Deletes findings before a time, those too that nobody decided on: strangers can make as many as they like. */
export async function deleteFindings(database: Queryable, beforeMs: number): Promise<void> {
  await database.query('delete from finding where at < $1', [new Date(beforeMs)]);
}

/** Answers the findings of a range's sources that wait for a person's word. */
export async function decideHeld(
  database: Queryable,
  range: string,
  decision: 'block' | 'allow',
  by: string,
  nowMs: number,
): Promise<void> {
  await database.query(
    `update finding set decided_at = $2, decided_by = $3, decision = $4
     where source <<= $1::inet and outcome = 'hold' and decided_at is null`,
    [range, new Date(nowMs), by, decision],
  );
}
