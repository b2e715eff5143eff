import { Socket } from 'node:net';
import pg from 'pg';

/** One connection that is kept for long, and whose loss is noticed though nothing is asked over it. */
export interface LastingClient {
  readonly client: pg.Client;
  /** Resolves when the connection is gone, whoever ended it. */
  readonly ended: Promise<void>;
  /** Ends it, at once where the server does not answer. */
  close(): Promise<void>;
}

/** How often the connection is tried, and how long the server may take to answer: a busy one is slow, a dead one silent. */
export interface Heartbeat {
  readonly everyMs: number;
  readonly limitMs: number;
}

const defaultHeartbeat: Heartbeat = { everyMs: 10_000, limitMs: 20_000 };
const closeLimitMs = 2_000;

/**
 * Connects; rejects as `pg` does. The server is asked to try the connection, too: what a machine that is gone has locked is
 * free after half a minute, and not only after two hours.
 */
export async function openLastingClient(
  connectionString: string,
  name: string,
  heartbeat: Heartbeat = defaultHeartbeat,
): Promise<LastingClient> {
  const socket = new Socket();
  const client = new pg.Client({
    connectionString,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    options: '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4',
    stream: () => socket,
  });
  const beat = { text: 'select', query_timeout: heartbeat.limitMs };
  let timer: NodeJS.Timeout | undefined;
  // An error ends the connection, which resolves `ended`.
  client.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => client.once('end', resolve));
  void ended.then(() => clearTimeout(timer));

  function beatLater(): void {
    timer = setTimeout(() => {
      client.query(beat).then(beatLater, () => socket.destroy());
    }, heartbeat.everyMs);
    timer.unref();
  }

  try {
    await client.connect();
  } catch (error) {
    socket.destroy();
    throw error;
  }
  beatLater();
  return {
    client,
    ended,
    async close() {
      clearTimeout(timer);
      const cutting = setTimeout(() => socket.destroy(), closeLimitMs);
      await client.end().catch(() => undefined);
      clearTimeout(cutting);
    },
  };
}
