import type { Queryable } from '../database.ts';
import { onlyRow } from '../onlyRow.ts';

/** Another detector has taken over this database: what this one holds in memory must not be stored any more. */
export class FencedError extends Error {
  constructor(what: string) {
    super(`Another detector works on this database (${what}).`);
    this.name = 'FencedError';
  }
}

export async function loadLastRecordId(database: Queryable): Promise<number> {
  const { rows } = await database.query<{ id: number }>('select last_record_id as id from ingest');
  return onlyRow(rows).id;
}

/** Takes the lead: its number is one that no detector before had. The newest record's number comes with it. */
export async function takeLead(database: Queryable): Promise<{ leader: number; lastRecordId: number }> {
  const { rows } = await database.query<{ leader: number; lastRecordId: number }>(
    'update ingest set leader = leader + 1 returning leader, last_record_id as "lastRecordId"',
  );
  return onlyRow(rows);
}

/**
 * Moves the newest record's number on, as the first statement of a batch. False: this very batch is stored already
 * (its commit's answer was lost); throws `FencedError` when somebody else moved it.
 */
export async function claimRecordIds(
  database: Queryable,
  lastId: number,
  newLastId: number,
  batch: string,
): Promise<boolean> {
  const { rowCount } = await database.query(
    'update ingest set last_record_id = $2, batch = $3 where last_record_id = $1 and batch is distinct from $3',
    [lastId, newLastId, batch],
  );
  if (rowCount === 1) return true;
  const { rows } = await database.query<{ batch: string | null }>('select batch from ingest');
  if (onlyRow(rows).batch === batch) return false;
  throw new FencedError('its records have other numbers');
}
