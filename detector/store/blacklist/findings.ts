import type { CaseName, Evidence, Finding } from '../../model/finding.ts';
import type { Queryable } from '../database.ts';
import { deleteInPortions } from '../deleteInPortions.ts';

/** What became of a finding. */
export type Outcome = 'block' | 'renew' | 'hold' | 'refuse' | 'watch';

export interface StoredFinding {
  readonly id: number;
  readonly at: number;
  readonly case: CaseName;
  readonly source: string;
  readonly location: string;
  readonly target: string | null;
  readonly port: number | null;
  readonly count: number;
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly blockId: number | null;
  /** When a person answered a held one. */
  readonly decidedAt: number | null;
  readonly decidedBy: string | null;
  readonly decision: string | null;
  readonly evidence: Evidence;
}

/** A finding with what was decided on it. */
export interface DecidedFinding {
  readonly finding: Finding;
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly blockId: number | null;
}

/**
 * Stores the findings of a batch, whose newest record is `recordId`, in their order. A held one joins the finding that waits
 * for a person's word on the same source, case and target already: that one then says what the newest says.
 */
export async function insertFindings(
  database: Queryable,
  decided: readonly DecidedFinding[],
  recordId: number,
): Promise<void> {
  const rows = withoutRepeatedHolds(decided);
  if (rows.length === 0) return;
  const findings = rows.map(({ finding }) => finding);
  await database.query(
    `insert into finding (at, case_name, source, source_location, target, port, amount, outcome, reason, block_id, evidence, record_id)
     select f.at, f.case_name, f.source, f.source_location, f.target, f.port, f.amount, f.outcome, f.reason, f.block_id, f.evidence, $12
     from unnest($1::timestamptz[], $2::text[], $3::inet[], $4::text[], $5::inet[], $6::int[], $7::int[], $8::text[], $9::text[],
         $10::bigint[], $11::jsonb[]) with ordinality
       as f (at, case_name, source, source_location, target, port, amount, outcome, reason, block_id, evidence, n)
     order by f.n
     on conflict (source, case_name, target, port) where outcome = 'hold' and decided_at is null do update
     set at = excluded.at, source_location = excluded.source_location, amount = excluded.amount, reason = excluded.reason,
       evidence = excluded.evidence, record_id = excluded.record_id
     where excluded.at >= finding.at`,
    [
      findings.map((finding) => new Date(finding.at)),
      findings.map((finding) => finding.case),
      findings.map((finding) => finding.source),
      findings.map((finding) => finding.sourceLocation),
      findings.map((finding) => finding.target),
      findings.map((finding) => finding.port),
      findings.map((finding) => finding.count),
      rows.map((row) => row.outcome),
      rows.map((row) => row.reason),
      rows.map((row) => row.blockId),
      findings.map((finding) => JSON.stringify(finding.evidence)),
      recordId,
    ],
  );
}

/** One statement may meet a row that it joins only once: of held ones on the same the newest is left. */
function withoutRepeatedHolds(decided: readonly DecidedFinding[]): DecidedFinding[] {
  const newest = new Map<string, DecidedFinding>();
  const keyOf = ({ finding: { source, case: name, target, port } }: DecidedFinding) =>
    JSON.stringify([source, name, target, port]);
  for (const row of decided) {
    if (row.outcome !== 'hold') continue;
    const known = newest.get(keyOf(row));
    if (known === undefined || row.finding.at >= known.finding.at) newest.set(keyOf(row), row);
  }
  return decided.filter((row) => row.outcome !== 'hold' || newest.get(keyOf(row)) === row);
}

export const findingColumns = `id, at, case_name as "case", host(source) as source, source_location as location,
  host(target) as target, port, amount as count, outcome, reason, block_id as "blockId", decided_at as "decidedAt",
  decided_by as "decidedBy", decision, evidence`;

/** Findings of a source, newest first. */
export async function findingsOf(database: Queryable, source: string, limit: number): Promise<StoredFinding[]> {
  const { rows } = await database.query<StoredFinding>(
    `select ${findingColumns} from finding where source <<= $1::inet order by at desc, id desc limit $2`,
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
    `select ${findingColumns} from finding where outcome = $1 and decided_at is null order by at desc, id desc limit $2`,
    [outcome, limit],
  );
  return rows;
}

/** Which of these addresses have a finding that waits for a person's word. */
export async function waitingAmong(database: Queryable, addresses: readonly string[]): Promise<string[]> {
  const { rows } = await database.query<{ address: string }>(
    `select distinct host(source) as address from finding
     where outcome = 'hold' and decided_at is null and source = any($1::inet[])`,
    [addresses],
  );
  return rows.map(({ address }) => address);
}

/** Findings since a time of the batches whose newest record is in this range: they tell a rebuilt engine which keys are to stay quiet. */
export async function findingsSince(
  database: Queryable,
  sinceMs: number,
  { afterId, throughId }: { afterId: number; throughId: number },
): Promise<StoredFinding[]> {
  const { rows } = await database.query<StoredFinding>(
    `select ${findingColumns} from finding where at >= $1 and record_id > $2 and record_id <= $3 order by id`,
    [new Date(sinceMs), afterId, throughId],
  );
  return rows;
}

/**
 * Deletes findings in portions: those that led to a block or that a person decided on before one time, all others before a
 * later one, those too that nobody decided on, as strangers can make as many as they like.
 */
export async function deleteFindings(
  database: Queryable,
  { historyBeforeMs, beforeMs }: { historyBeforeMs: number; beforeMs: number },
): Promise<void> {
  const others = { table: 'finding', at: 'at', where: 'block_id is null and decided_at is null' };
  await deleteInPortions(database, others, beforeMs);
  await deleteInPortions(database, { table: 'finding', at: 'at' }, historyBeforeMs);
}

/** Answers the findings of these ranges' sources that wait for a person's word. */
export async function answerHeldInside(
  database: Queryable,
  ranges: readonly string[],
  decision: 'block' | 'allow',
  by: string,
  nowMs: number,
): Promise<void> {
  await database.query(
    `update finding set decided_at = $2, decided_by = $3, decision = $4
     where outcome = 'hold' and decided_at is null
       and exists (select from unnest($1::inet[]) as r (range) where finding.source <<= r.range)`,
    [ranges, new Date(nowMs), by, decision],
  );
}
