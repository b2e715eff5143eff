import type { Evidence } from '../../model/finding.ts';
import type { StoredBlock } from './blocks.ts';
import type { Queryable } from '../database.ts';

/** A block as a row of a table; its evidence, which is most of it, stays in the database. */
export interface ShownBlock extends Omit<StoredBlock, 'evidence'> {
  /** The device whose records led to it; null for a block by hand. */
  readonly device: string | null;
  readonly ticket: string;
  readonly note: string;
}

/** Of `block b` and its device `d`. */
export const shownColumns = `b.id, abbrev(b.address) as address, b.origin, b.location, d.name as device,
  b.detected_at as "detectedAt", b.last_seen_at as "lastSeenAt", b.expires_at as "expiresAt", b.fixed_end as "fixedEnd",
  b.reason, b.findings, b.first_hit_at as "firstHitAt", b.last_hit_at as "lastHitAt", b.created_by as "createdBy",
  b.released_at as "releasedAt", b.released_by as "releasedBy", b.release_reason as "releaseReason", b.ticket, b.note`;

/** Blocks by their numbers, in no order; those that there are. */
export async function blocksByIds(database: Queryable, ids: readonly number[]): Promise<ShownBlock[]> {
  if (ids.length === 0) return [];
  const { rows } = await database.query<ShownBlock>(
    `select ${shownColumns} from block b left join device d on d.id = b.device_id where b.id = any($1::bigint[])`,
    [ids],
  );
  return rows;
}

export async function evidenceOfBlock(database: Queryable, id: number): Promise<Evidence | null> {
  const { rows } = await database.query<{ evidence: Evidence | null }>('select evidence from block where id = $1', [
    id,
  ]);
  return rows.at(0)?.evidence ?? null;
}

/** Changes what people wrote down about a block. */
export async function writeNote(
  database: Queryable,
  id: number,
  { ticket, note }: { ticket: string; note: string },
): Promise<void> {
  await database.query('update block set ticket = $2, note = $3 where id = $1', [id, ticket, note]);
}
