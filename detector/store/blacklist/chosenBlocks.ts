import type { Block, BlockOrigin } from '../../model/block.ts';
import type { Queryable } from '../database.ts';
import { dateOrNull } from '../dateOrNull.ts';
import { instantOf } from '../instantOf.ts';
import { standingColumns } from './standingBlocks.ts';

/** Blocks by their numbers, active and released ones, in that order. */
export async function blocksByNumber(database: Queryable, ids: readonly number[]): Promise<Block[]> {
  const { rows } = await database.query<Block>(
    `select ${standingColumns} from block where id = any($1::bigint[]) order by id`,
    [ids],
  );
  return rows;
}

/** Active blocks of an origin that were detected since a time, the newest of them. */
export async function activeBlocksSince(
  database: Queryable,
  origin: BlockOrigin,
  sinceMs: number,
  limit: number,
): Promise<Block[]> {
  const { rows } = await database.query<Block>(
    `select ${standingColumns} from block
     where released_at is null and origin = $1 and detected_at >= $2 order by block.detected_at desc, id desc limit $3`,
    [origin, instantOf(sinceMs), limit],
  );
  return rows;
}

/** Gives blocks an end that a person set, null for none; no hit moves it. */
export async function setBlockEnds(
  database: Queryable,
  ids: readonly number[],
  expiresAt: number | null,
): Promise<void> {
  await database.query('update block set expires_at = $2, fixed_end = true where id = any($1::bigint[])', [
    ids,
    dateOrNull(expiresAt),
  ]);
}

/** Moves the ends of blocks, null for none; hits move on those that they moved before. */
export async function moveBlockEnds(
  database: Queryable,
  ids: readonly number[],
  expiresAt: number | null,
): Promise<void> {
  await database.query('update block set expires_at = $2 where id = any($1::bigint[])', [ids, dateOrNull(expiresAt)]);
}
