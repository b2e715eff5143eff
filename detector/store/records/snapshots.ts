import type { Database, Queryable } from '../database.ts';
import { onlyRow } from '../onlyRow.ts';

/** The engine's whole state as of a record. */
export interface EngineSnapshot {
  readonly recordId: number;
  /** The newest engine change that it holds. */
  readonly changeId: number;
  readonly parts: readonly Uint8Array[];
}

/** Stores a snapshot in place of those before it. */
export async function saveSnapshot(database: Database, snapshot: EngineSnapshot): Promise<void> {
  await database.transaction(async (client) => {
    await client.query('delete from engine_snapshot');
    for (const [part, data] of snapshot.parts.entries()) {
      await client.query('insert into engine_snapshot (record_id, part, change_id, data) values ($1, $2, $3, $4)', [
        snapshot.recordId,
        part,
        snapshot.changeId,
        Buffer.from(data.buffer, data.byteOffset, data.byteLength),
      ]);
    }
  });
}

export async function loadSnapshot(database: Queryable): Promise<EngineSnapshot | undefined> {
  const { rows } = await database.query<{ recordId: number; changeId: number; data: Buffer }>(
    `select record_id as "recordId", change_id as "changeId", data from engine_snapshot order by part`,
  );
  if (rows.length === 0) return undefined;
  const { recordId, changeId } = onlyRow(rows);
  return { recordId, changeId, parts: rows.map((row) => row.data) };
}
