import type { Block, BlockOrigin } from '../../model/block.ts';
import type { Queryable } from '../database.ts';
import { dateOrNull } from '../dateOrNull.ts';
import { instantOf } from '../instantOf.ts';
import { standingColumns } from './standingBlocks.ts';

/** Blocks by their numbers, active and released ones, locked in that order; nobody changes them before the transaction ends. */
export async function lockBlocks(database: Queryable, ids: readonly number[]): Promise<Block[]> {
  const { rows } = await database.query<Block>(
    `select ${standingColumns} from block where id = any($1::bigint[]) order by id for update`,
    [ids],
  );
  return rows;
}

/** Active blocks of an origin that were detected since a time, the newest of them; nobody changes them before the transaction ends. */
export async function lockActiveOf(
  database: Queryable,
  origin: BlockOrigin,
  sinceMs: number,
  limit: number,
): Promise<Block[]> {
  const { rows } = await database.query<Block>(
    `select ${standingColumns} from block
     where released_at is null and id in (
       select id from block where released_at is null and origin = $1 and detected_at >= $2
       order by detected_at desc, id desc limit $3
     ) order by id for update`,
    [origin, instantOf(sinceMs), limit],
  );
  return rows;
}

/** Gives blocks an end that a person set, null for none; no hit moves it. */
export async function extendBlocks(
  database: Queryable,
  ids: readonly number[],
  expiresAt: number | null,
): Promise<void> {
  await database.query('update block set expires_at = $2, fixed_end = true where id = any($1::bigint[])', [
    ids,
    dateOrNull(expiresAt),
  ]);
}
