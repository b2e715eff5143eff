import type { Queryable } from '../database.ts';
import { deleteInPortions } from '../deleteInPortions.ts';

/** How many bytes of a pushed batch are stored; 0 when it is new. A batch of many lines is stored in several transactions. */
export async function loadPushPosition(database: Queryable, digest: Uint8Array): Promise<number> {
  const { rows } = await database.query<{ position: number }>('select position from push_batch where digest = $1', [
    Buffer.from(digest),
  ]);
  return rows.at(0)?.position ?? 0;
}

export async function movePushPositions(
  database: Queryable,
  positions: ReadonlyMap<Uint8Array, number>,
  nowMs: number,
): Promise<void> {
  if (positions.size === 0) return;
  await database.query(
    `insert into push_batch (digest, position, stored_at) select digest, position, $3 from unnest($1::bytea[], $2::bigint[]) as b (digest, position)
     on conflict (digest) do update set position = excluded.position, stored_at = excluded.stored_at`,
    [[...positions.keys()].map((digest) => Buffer.from(digest)), [...positions.values()], new Date(nowMs)],
  );
}

export async function deletePushBatches(database: Queryable, beforeMs: number): Promise<void> {
  await deleteInPortions(database, { table: 'push_batch', at: 'stored_at' }, beforeMs);
}
