import type { Block } from '../../model/block.ts';
import type { Queryable } from '../database.ts';
import { onlyRow } from '../onlyRow.ts';

/** What a mail tells of a block; see `notify/notifiedBlock.ts`. */
export interface PendingBlock extends Omit<Block, 'lastSeenAt'> {
  readonly createdBy: string;
  readonly device: string | null;
  readonly target: string | null;
  readonly port: number | null;
  readonly count: number | null;
}

/** Whether there is a block that no mail told of yet. */
export async function hasPendingBlocks(database: Queryable): Promise<boolean> {
  const { rows } = await database.query<{ any: boolean }>(
    'select exists (select from block where notified_at is null) as any',
  );
  return onlyRow(rows).any;
}

/**
 * Notes that blocks are told of, at most `limit`, and returns their numbers in order. Those that somebody else is changing
 * at this moment are left for the next mail: waiting for them could lock each other up.
 */
export async function takePendingBlocks(database: Queryable, nowMs: number, limit: number): Promise<number[]> {
  const { rows } = await database.query<{ id: number }>(
    `with pending as (select id from block where notified_at is null order by id limit $2 for update skip locked)
     update block set notified_at = $1 from pending where block.id = pending.id returning block.id`,
    [new Date(nowMs), limit],
  );
  return rows.map(({ id }) => id).sort((a, b) => a - b);
}

/** Notes that no mail is wanted of the blocks that there are. */
export async function passOverPendingBlocks(database: Queryable, nowMs: number): Promise<void> {
  await database.query('update block set notified_at = $1 where notified_at is null', [new Date(nowMs)]);
}

/** Blocks as mails tell of them, with what their first finding was about; the newest first. */
export async function blocksToTellOf(database: Queryable, ids: readonly number[]): Promise<PendingBlock[]> {
  const { rows } = await database.query<PendingBlock>(
    `select b.id, abbrev(b.address) as address, b.origin, b.location, b.detected_at as "detectedAt",
       b.expires_at as "expiresAt", b.fixed_end as "fixedEnd", b.released_at as "releasedAt", b.reason, b.evidence,
       b.created_by as "createdBy", d.name as device, host(f.target) as target, f.port, f.amount as count
     from block b
     left join device d on d.id = b.device_id
     left join lateral (
       select target, port, amount from finding
       where block_id = b.id order by at, id limit 1
     ) f on true
     where b.id = any($1) order by b.id desc`,
    [ids],
  );
  return rows;
}
