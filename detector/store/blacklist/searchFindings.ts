import type { CaseName } from '../../model/finding.ts';
import { Conditions } from '../conditions.ts';
import type { Queryable } from '../database.ts';
import { findingColumns } from './findings.ts';
import type { StoredFinding } from './findings.ts';
import { instantOf } from '../instantOf.ts';

/** What people filter findings by that nobody has answered; absent: anything. */
export interface FindingFilter {
  readonly outcome: 'hold' | 'refuse' | 'watch';
  /** An address or range in canonical text: what the source is or lies in. */
  readonly overlaps?: string | undefined;
  readonly case?: CaseName | undefined;
  readonly country?: string | undefined;
  readonly device?: string | undefined;
  readonly sinceMs?: number | undefined;
}

/** Where a page ended: the next one goes on below it. */
export interface FindingCursor {
  readonly at: number;
  readonly id: number;
}

/** Findings that match, newest first, at most `limit` of them below the cursor. */
export async function searchFindings(
  database: Queryable,
  filter: FindingFilter,
  after: FindingCursor | undefined,
  limit: number,
): Promise<StoredFinding[]> {
  const { outcome, overlaps, country, device, sinceMs } = filter;
  const conditions = new Conditions();
  conditions.add('outcome = ? and decided_at is null', outcome);
  if (overlaps !== undefined) conditions.add('source && ?::inet', overlaps);
  if (filter.case !== undefined) conditions.add('case_name = ?', filter.case);
  if (country !== undefined) conditions.add('lower(source_location) = lower(?)', country);
  if (device !== undefined) conditions.add('device_id in (select id from device where lower(name) = lower(?))', device);
  if (sinceMs !== undefined) conditions.add('at >= ?', instantOf(sinceMs));
  if (after !== undefined) conditions.add('(at, id) < (?::timestamptz, ?::bigint)', instantOf(after.at), after.id);
  const { rows } = await database.query<StoredFinding>(
    `select ${findingColumns} from finding where ${conditions.sql}
     order by at desc, id desc limit ${conditions.place(limit)}`,
    conditions.values,
  );
  return rows;
}

/** Findings by their numbers. */
export async function findingsByNumber(database: Queryable, ids: readonly number[]): Promise<StoredFinding[]> {
  const { rows } = await database.query<StoredFinding>(
    `select ${findingColumns} from finding where id = any($1::bigint[]) order by id`,
    [ids],
  );
  return rows;
}

/** Held findings of these sources that nobody has answered. */
export async function heldFindingsOf(database: Queryable, sources: readonly string[]): Promise<StoredFinding[]> {
  const { rows } = await database.query<StoredFinding>(
    `select ${findingColumns} from finding
     where source = any($1::inet[]) and outcome = 'hold' and decided_at is null order by id`,
    [sources],
  );
  return rows;
}

export interface Answer {
  readonly id: number;
  /** The block that it led to. */
  readonly blockId: number | null;
}

/** Answers held findings. */
export async function answerFindings(
  database: Queryable,
  answers: readonly Answer[],
  { decision, by, nowMs }: { decision: 'block' | 'dismiss'; by: string; nowMs: number },
): Promise<void> {
  await database.query(
    `update finding set decided_at = $3, decided_by = $4, decision = $5, block_id = coalesce(a.block_id, finding.block_id)
     from unnest($1::bigint[], $2::bigint[]) as a (id, block_id) where finding.id = a.id`,
    [answers.map(({ id }) => id), answers.map(({ blockId }) => blockId), new Date(nowMs), by, decision],
  );
}
