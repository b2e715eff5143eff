import type { Queryable } from '../database.ts';

/** A block by hand as it is imported. */
export interface ManualBlock {
  readonly address: string;
  readonly reason: string;
}

/** Inserts blocks by hand that all end at one time (null: never); where an active one stands already, it stays. */
export async function insertManualBlocks(
  database: Queryable,
  blocks: readonly ManualBlock[],
  { by, nowMs, expiresAt }: { readonly by: string; readonly nowMs: number; readonly expiresAt: number | null },
): Promise<void> {
  await database.query(
    `insert into block (address, origin, location, detected_at, last_seen_at, expires_at, fixed_end, reason, created_by, findings)
     select b.address, 'manual', '', $3, $3, $4, true, b.reason, $5, 0 from unnest($1::inet[], $2::text[]) as b (address, reason)
     on conflict (address) where released_at is null do nothing`,
    [
      blocks.map(({ address }) => address),
      blocks.map(({ reason }) => reason),
      new Date(nowMs),
      expiresAt === null ? null : new Date(expiresAt),
      by,
    ],
  );
}
