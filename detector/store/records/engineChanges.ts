import type { Queryable } from '../database.ts';
import { FencedError } from './fence.ts';

/** What a person changed that the engine has to follow at a known place between two records. */
export type EngineChange =
  /** What was counted about these ranges is to be forgotten. */
  | { readonly kind: 'forget'; readonly detail: { readonly ranges: readonly string[] } }
  /** `areWindowsKept`: nothing changed that the engine reads. Rows of before it was noted have no word of it. */
  | { readonly kind: 'settings'; readonly detail: { readonly revision: number; readonly areWindowsKept?: boolean } }
  | { readonly kind: 'detection'; readonly detail: { readonly on: boolean } }
  /** Windows are to be rebuilt from the stored records. */
  | { readonly kind: 'rebuild'; readonly detail: Record<string, never> };

export type StoredEngineChange = EngineChange & { readonly id: number; readonly appliedRecordId: number | null };

export async function insertEngineChange(database: Queryable, change: EngineChange): Promise<void> {
  await database.query('insert into engine_change (kind, detail) values ($1, $2)', [
    change.kind,
    JSON.stringify(change.detail),
  ]);
}

export async function pendingEngineChanges(database: Queryable): Promise<StoredEngineChange[]> {
  const { rows } = await database.query<StoredEngineChange>(
    `select id, kind, detail, applied_record_id as "appliedRecordId" from engine_change where applied_record_id is null order by id`,
  );
  return rows;
}

/** Changes that took effect after this one, in order. */
export async function appliedChangesAfter(database: Queryable, changeId: number): Promise<StoredEngineChange[]> {
  const { rows } = await database.query<StoredEngineChange>(
    `select id, kind, detail, applied_record_id as "appliedRecordId" from engine_change
     where id > $1 and applied_record_id is not null order by id`,
    [changeId],
  );
  return rows;
}

/** Notes that changes took effect after this record, the newest; throws `FencedError` when it is not or others noted it. */
export async function markApplied(database: Queryable, ids: readonly number[], recordId: number): Promise<void> {
  const { rowCount } = await database.query(
    `update engine_change set applied_record_id = $2
     where id = any($1) and applied_record_id is null and $2 = (select last_record_id from ingest)`,
    [ids, recordId],
  );
  if (rowCount !== ids.length) throw new FencedError('what people changed took effect elsewhere');
}

/**
 * Deletes changes that every later snapshot holds. Those of the last days stay: windows that are rebuilt from stored records
 * need to know what was to be forgotten.
 */
export async function deleteOldChanges(database: Queryable): Promise<void> {
  await database.query(
    `delete from engine_change where applied_record_id is not null and made_at < now() - interval '3 days'
     and id < (select min(change_id) from engine_snapshot)`,
  );
}
