import { crc32 } from 'node:zlib';
import type { Database, Queryable } from '../database.ts';
import { FencedError } from './fence.ts';

/** The engine's whole state as of a record. */
export interface EngineSnapshot {
  readonly recordId: number;
  /** The newest engine change that it holds. */
  readonly changeId: number;
  readonly parts: readonly Uint8Array[];
}

/**
 * Stores a snapshot in place of those before it, one at a time; an older one than is stored is left out. Throws `FencedError`
 * where another detector has taken the lead since.
 */
export async function saveSnapshot(database: Database, snapshot: EngineSnapshot, leader: number): Promise<void> {
  const { recordId, changeId, parts } = snapshot;
  await database.transaction(async (client) => {
    await client.query('lock table engine_snapshot in share row exclusive mode');
    const lead = await client.query('select from ingest where leader = $1', [leader]);
    if (lead.rowCount === 0) throw new FencedError('it leads now, and this snapshot is of before');
    const newer = await client.query('select from engine_snapshot where (record_id, change_id) > ($1, $2) limit 1', [
      recordId,
      changeId,
    ]);
    if (newer.rowCount !== 0) return;
    await client.query('delete from engine_snapshot');
    for (const [part, data] of parts.entries()) {
      await client.query(
        'insert into engine_snapshot (record_id, part, change_id, data, checksum) values ($1, $2, $3, $4, $5)',
        [recordId, part, changeId, Buffer.from(data.buffer, data.byteOffset, data.byteLength), crc32(data)],
      );
    }
  });
}

/** Undefined where there is none, or a part of it is not as it was stored. */
export async function loadSnapshot(database: Queryable): Promise<EngineSnapshot | undefined> {
  const { rows } = await database.query<{ recordId: number; changeId: number; data: Buffer; checksum: number | null }>(
    `select record_id as "recordId", change_id as "changeId", data, checksum from engine_snapshot order by record_id, part`,
  );
  const [first] = rows;
  if (first === undefined) return undefined;
  const { recordId, changeId } = first;
  const isWhole = rows.every((row) => row.recordId === recordId && row.checksum === crc32(row.data));
  return isWhole ? { recordId, changeId, parts: rows.map((row) => row.data) } : undefined;
}
