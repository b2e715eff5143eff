import type { Queryable } from './database.ts';
import { onlyRow } from './onlyRow.ts';

export interface ServerFacts {
  /** Such as `18.4`. */
  readonly version: string;
  /** The newest migration that was applied. */
  readonly migration: string;
}

export async function loadServerFacts(database: Queryable): Promise<ServerFacts> {
  const { rows } = await database.query<ServerFacts>(
    `select split_part(current_setting('server_version'), ' ', 1) as version,
       (select name from migration order by number desc limit 1) as migration`,
  );
  return onlyRow(rows);
}
