import type { Queryable } from './database.ts';

/** Whether a pushed batch is stored already. */
export async function isPushStored(database: Queryable, digest: Uint8Array): Promise<boolean> {
  const { rows } = await database.query('select from push_batch where digest = $1', [Buffer.from(digest)]);
  return rows.length > 0;
}

export async function deletePushBatches(database: Queryable, beforeMs: number): Promise<void> {
  await database.query('delete from push_batch where stored_at < $1', [new Date(beforeMs)]);
}
