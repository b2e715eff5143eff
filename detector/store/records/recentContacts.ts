import type { Queryable } from '../database.ts';
import { onlyRow } from '../onlyRow.ts';

/** Which source reached which destination. */
export interface Contact {
  readonly source: string;
  readonly destination: string;
}

/** Source and destination of the newest records by arrival, at most `limit`, of those since a time. */
export async function recentContacts(database: Queryable, sinceMs: number, limit: number): Promise<Contact[]> {
  const { rows } = await database.query<{ id: number }>('select last_record_id as id from ingest');
  // By number, so that only the tables that hold these are read.
  const { rows: contacts } = await database.query<Contact>(
    'select host(source) as source, host(destination) as destination from record where id > $1 and at >= $2 limit $3',
    [onlyRow(rows).id - limit, new Date(sinceMs), limit],
  );
  return contacts;
}
