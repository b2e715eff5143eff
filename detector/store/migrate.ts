import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MendableError } from '../errors.ts';
import type { Database } from './database.ts';

const folder = join(import.meta.dirname, 'migrations');
/** Any number that nothing else in this database locks. */
const migrationLock = 4_190_001;

/**
 * Brings the database to this version's tables and returns the names of the migrations that it applied.
 * Two processes may run it at once: the second waits and finds nothing left to do.
 */
export async function migrate(database: Database): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return database.transaction(async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [migrationLock]);
    await client.query(
      'create table if not exists migration (number integer primary key, name text not null, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ number: number }>('select number from migration');
    const applied = new Set(rows.map((row) => row.number));
    refuseNewer([...applied], files.map(numberOf));
    const pending = files.filter((name) => !applied.has(numberOf(name)));
    for (const name of pending) {
      await client.query(await readFile(join(folder, name), 'utf8'));
      await client.query('insert into migration (number, name) values ($1, $2)', [numberOf(name), name]);
    }
    return pending;
  });
}

/** A newer version's tables may mean something else: to write to them could lose what they hold. */
function refuseNewer(applied: readonly number[], known: readonly number[]): void {
  const newer = applied.filter((number) => !known.includes(number));
  if (newer.length === 0) return;
  throw new MendableError(
    'database-newer',
    `The database was brought to a newer version of Active Defense (migrations ${newer.join(', ')} are not known here). Start that version, or restore a backup of the database from before the upgrade.`,
  );
}

function numberOf(name: string): number {
  return Number.parseInt(name, 10);
}
