import type { Queryable } from '../database.ts';
import { FencedError } from './fence.ts';

/** How far a file has been stored: `tail` tells a rewritten file by the bytes before `offset`. */
export interface StoredPosition {
  readonly identity: string;
  readonly path: string;
  readonly offset: number;
  readonly tail: string;
}

export interface PositionMove extends StoredPosition {
  /** The offset that is in force; null: the file is new to the database. */
  readonly from: number | null;
}

export async function loadFilePositions(database: Queryable): Promise<StoredPosition[]> {
  const { rows } = await database.query<StoredPosition>(
    'select identity, path, position as offset, tail from file_position',
  );
  return rows;
}

/** Moves positions on; throws `FencedError` when one is not where the caller believes it to be. */
export async function moveFilePositions(database: Queryable, moves: readonly PositionMove[]): Promise<void> {
  if (moves.length === 0) return;
  const { rowCount } = await database.query(
    `with move as (
       select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::bigint[]) as m (identity, path, position, tail, from_position)
     )
     insert into file_position (identity, path, position, tail)
     select m.identity, m.path, m.position, m.tail from move m
     on conflict (identity) do update
     set path = excluded.path, position = excluded.position, tail = excluded.tail, updated_at = now()
     where file_position.position = (select m.from_position from move m where m.identity = excluded.identity)`,
    [
      moves.map((move) => move.identity),
      moves.map((move) => move.path),
      moves.map((move) => move.offset),
      moves.map((move) => move.tail),
      moves.map((move) => move.from),
    ],
  );
  if (rowCount !== moves.length) throw new FencedError('a log file was read by somebody else');
}
