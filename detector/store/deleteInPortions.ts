import type { Queryable } from './database.ts';

/** Rows per statement: a larger one holds its locks and the disk for longer than a batch should wait. */
const portion = 5_000;

/** Rows that go out of one table at a certain age. The texts stand in the program, none comes from outside. */
export interface AgedRows {
  readonly table: string;
  /** The column that tells how old a row is. */
  readonly at: string;
  /** Which of the rows, besides their age; all of them when left out. */
  readonly where?: string;
}

/** Deletes rows before a time, in portions that are transactions of their own; returns how many went. */
export async function deleteInPortions(
  database: Queryable,
  { table, at, where = 'true' }: AgedRows,
  beforeMs: number,
): Promise<number> {
  for (let deleted = 0; ;) {
    const { rowCount } = await database.query(
      `delete from ${table} where ctid = any(array(select ctid from ${table} where ${at} < $1 and (${where}) limit $2))`,
      [new Date(beforeMs), portion],
    );
    deleted += rowCount ?? 0;
    if ((rowCount ?? 0) < portion) return deleted;
  }
}
