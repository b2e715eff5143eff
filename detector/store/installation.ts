import type { Queryable } from './database.ts';
import { onlyRow } from './onlyRow.ts';

/** Tells this database from every other one, whatever its name. */
export async function loadInstallationId(database: Queryable): Promise<string> {
  const { rows } = await database.query<{ id: string }>('select id from installation');
  return onlyRow(rows).id;
}
