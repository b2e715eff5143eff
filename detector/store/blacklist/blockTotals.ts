import type { Queryable } from '../database.ts';
import { onlyRow } from '../onlyRow.ts';

export interface BlockTotals {
  readonly active: number;
  readonly released: number;
  /** Findings that wait for a person's word. */
  readonly held: number;
  readonly refused: number;
}

export async function blockTotals(database: Queryable): Promise<BlockTotals> {
  const { rows } = await database.query<BlockTotals>(
    `select (select count(*) from block where released_at is null) as active,
       (select count(*) from block where released_at is not null) as released,
       (select count(*) from finding where outcome = 'hold' and decided_at is null) as held,
       (select count(*) from finding where outcome = 'refuse' and decided_at is null) as refused`,
  );
  return onlyRow(rows);
}

/** Words that a list offers at most. */
const maxWords = 500;

/** Countries that findings came from and devices that there are or were, to filter by. */
export async function blockWords(database: Queryable): Promise<{ countries: string[]; devices: string[] }> {
  const { rows: countries } = await database.query<{ word: string }>(
    `select distinct country as word from count_key where case_name <> '' and country <> '' order by word limit $1`,
    [maxWords],
  );
  return { countries: countries.map(({ word }) => word), devices: await deviceNames(database) };
}

/** Names of all devices that records may have, those removed included. */
export async function deviceNames(database: Queryable): Promise<string[]> {
  const { rows } = await database.query<{ name: string }>('select distinct name from device order by name limit $1', [
    maxWords,
  ]);
  return rows.map(({ name }) => name);
}

/** How many blocks were detected, and findings turned down, since a time. */
export async function newSince(database: Queryable, sinceMs: number): Promise<{ blocks: number; refused: number }> {
  const { rows } = await database.query<{ blocks: number; refused: number }>(
    `select (select count(*) from block where detected_at >= $1) as blocks,
       (select count(*) from finding where outcome = 'refuse' and decided_at is null and at >= $1) as refused`,
    [new Date(sinceMs)],
  );
  return onlyRow(rows);
}
