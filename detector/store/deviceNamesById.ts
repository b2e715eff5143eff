import type { Queryable } from './database.ts';

/** Names by number, those of removed devices included: old evidence names them, too. */
export async function deviceNamesById(database: Queryable): Promise<Map<number, string>> {
  const { rows } = await database.query<{ id: number; name: string }>('select id, name from device');
  return new Map(rows.map(({ id, name }) => [id, name]));
}
