import { Socket } from 'node:net';
import pg from 'pg';
import { MendableError, messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { minuteMs } from '../time/units.ts';
import { onlyRow } from './onlyRow.ts';

export type Client = pg.PoolClient;
/** Anything that takes one statement: the pool, or the client of a transaction. */
export type Queryable = Pick<pg.Pool, 'query'>;

export interface Database {
  /** A single statement gets a minute and is then given up as `database-slow`; transactions and clients of its own have no limit. */
  readonly pool: pg.Pool;
  /** Runs `work` in one transaction; whatever it throws rolls everything back. */
  transaction<T>(work: (client: Client) => Promise<T>): Promise<T>;
  /** Runs reads that all see the database as it is at one moment. */
  snapshot<T>(work: (client: Client) => Promise<T>): Promise<T>;
  /** Ends all connections; those that are still in use after a few seconds are cut. */
  close(): Promise<void>;
}

/** Longer than any page, list or search that a person waits for may take. */
const patienceMs = minuteMs;
const closeLimitMs = 5_000;

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
export async function openDatabase(connectionString: string, log: Logger, askLimitMs = patienceMs): Promise<Database> {
  const sockets = new Set<Socket>();
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    types,
    application_name: 'active-defense',
    // The server ends statements whose client has gone, instead of slowing down the next ones.
    options: '-c timezone=UTC -c datestyle=ISO -c client_connection_check_interval=5s',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    stream: () => {
      const socket = new Socket();
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      return socket;
    },
  });
  limitQueries(pool, askLimitMs);
  // A client lost while in use fails at its next statement; without a listener its error event would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (error) => log.warn({ error: messageOf(error) }, 'an idle database connection was lost'));
  try {
    await refuseOldServer(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }

  async function inTransaction<T>(begin: string, work: (client: Client) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(begin);
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

  async function close(): Promise<void> {
    const cutting = setTimeout(() => sockets.forEach((socket) => socket.destroy()), closeLimitMs);
    await pool.end();
    clearTimeout(cutting);
  }

  return {
    pool,
    transaction: (work) => inTransaction('begin', work),
    snapshot: (work) => inTransaction('begin isolation level repeatable read read only', work),
    close,
  };
}

/** Only what is asked of the pool itself: pg's own limit for a whole client would cut the COPY of a large batch. */
function limitQueries(pool: pg.Pool, limitMs: number): void {
  const query = pool.query.bind(pool) as (config: object) => Promise<pg.QueryResult>;
  const limited = async (asked: string | object, values?: unknown[]): Promise<pg.QueryResult> => {
    const config = typeof asked === 'string' ? { text: asked, values } : asked;
    try {
      return await query({ ...config, query_timeout: limitMs });
    } catch (error) {
      throw messageOf(error) === 'Query read timeout' ? tooSlow(limitMs, error) : error;
    }
  };
  Object.assign(pool, { query: limited });
}

function tooSlow(limitMs: number, cause: unknown): MendableError {
  return new MendableError(
    'database-slow',
    `The database did not answer within ${limitMs / 1000} s. Look at its load and its disk, or ask for less: a shorter time, a narrower address.`,
    { cause },
  );
}

async function refuseOldServer(pool: pg.Pool): Promise<void> {
  let version: number;
  try {
    const { rows } = await pool.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    );
    version = onlyRow(rows).version;
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
