import { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { serverUser } from './embeddedCluster.ts';
import type { ServerAddress } from './embeddedCluster.ts';

const database = 'active_defense';
const pollMs = 50;
const leaveMs = 2_000;

/** A client with its socket, which alone can be kept from holding the process. */
export interface Connection {
  readonly client: Client;
  readonly socket: Socket;
}

/** Without TLS whatever PGSSLMODE says: it is our own server on loopback. */
export function connectionString({ port, password }: ServerAddress, name = database): string {
  return `postgres://${serverUser}:${password}@127.0.0.1:${port}/${name}?sslmode=disable`;
}

/** Connects to the server's own database; rejects as `pg` does. */
export async function connect(address: ServerAddress): Promise<Connection> {
  const socket = new Socket();
  const client = new Client({
    connectionString: connectionString(address, 'postgres'),
    connectionTimeoutMillis: 10_000,
    application_name: 'active-defense keeper',
    stream: () => socket,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return { client, socket };
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** Makes the product's database where it is missing. */
export async function makeDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
  if (rowCount === 0) await client.query(`create database ${database}`);
}

/** Connections but our own; those just closed get a moment to leave. */
export async function countOthers(address: ServerAddress): Promise<number> {
  const connection = await connect(address).catch(() => undefined);
  if (connection === undefined) return 0;
  try {
    for (let waitedMs = 0; ; waitedMs += pollMs) {
      const { rows } = await connection.client.query<{ others: number }>(
        `select count(*)::int as others from pg_stat_activity
         where backend_type = 'client backend' and pid <> pg_backend_pid()`,
      );
      const others = rows[0]?.others ?? 0;
      if (others === 0 || waitedMs >= leaveMs) return others;
      await delay(pollMs);
    }
  } finally {
    await connection.client.end();
  }
}
