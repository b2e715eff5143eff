import pg from 'pg';
import { MendableError, messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';

export type Client = pg.PoolClient;
/** Anything that takes one statement: the pool, or the client of a transaction. */
export type Queryable = Pick<pg.Pool, 'query'>;

export interface Database {
  readonly pool: pg.Pool;
  /** Runs `work` in one transaction; whatever it throws rolls everything back. */
  transaction<T>(work: (client: Client) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const { INT8, TIMESTAMPTZ } = pg.types.builtins;
type TypeId = Parameters<typeof pg.types.getTypeParser>[0];

/** Numbers for bigint (all of ours stay below 2^53) and ms since 1970 for timestamptz, so that no caller converts. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: TypeId, format?: 'text' | 'binary') => {
    if (format !== 'binary' && oid === INT8) return Number;
    if (format !== 'binary' && oid === TIMESTAMPTZ) return (text: string) => Date.parse(text);
    return pg.types.getTypeParser(oid, format) as unknown;
  },
};

/** Connects to PostgreSQL 15 or newer; throws a `MendableError` when it can't be reached or is too old. */
export async function openDatabase(connectionString: string, log: Logger): Promise<Database> {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    types,
    application_name: 'active-defense',
    options: '-c timezone=UTC -c datestyle=ISO',
    connectionTimeoutMillis: 10_000,
  });
  pool.on('error', (error) => log.warn({ error: messageOf(error) }, 'an idle database connection was lost'));
  try {
    await refuseOldServer(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }

  async function transaction<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((fault: unknown) => (broken = fault as Error));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  return { pool, transaction, close: () => pool.end() };
}

async function refuseOldServer(pool: pg.Pool): Promise<void> {
  let version: number;
  try {
    const { rows } = await pool.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    );
    version = rows[0].version;
  } catch (error) {
    throw new MendableError(
      'database-unreachable',
      `The database can't be reached: ${messageOf(error)}. Check DATABASE_URL and that PostgreSQL runs; without DATABASE_URL an embedded one is started.`,
      { cause: error },
    );
  }
  if (version < 150_000) {
    throw new MendableError(
      'database-too-old',
      `The database is PostgreSQL ${Math.floor(version / 10_000)}; 15 or newer is needed. Upgrade it, or leave DATABASE_URL out to use the embedded one.`,
    );
  }
}
