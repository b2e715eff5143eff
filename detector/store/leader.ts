import pg from 'pg';
import type { Logger } from '../log.ts';
import { messageOf } from '../errors.ts';

const leaderLock = 4_190_003;

/** The right to be the one detector that works on a database; a second one stands by until it is free. */
export interface Leadership {
  /** Resolves when the right was lost because its connection broke. */
  readonly lost: Promise<void>;
  release(): Promise<void>;
}

/** Tries once; undefined while another detector has it. */
export async function tryLeadership(connectionString: string, log: Logger): Promise<Leadership | undefined> {
  const client = new pg.Client({ connectionString, application_name: 'active-defense leader', keepAlive: true });
  const lost = new Promise<void>((resolve) => {
    client.on('error', (error) =>
      log.warn({ error: messageOf(error) }, 'the connection that holds the leadership broke'),
    );
    client.on('end', resolve);
  });
  let isHeld = false;
  try {
    await client.connect();
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [leaderLock]);
    isHeld = rows[0].held;
  } finally {
    if (!isHeld) await client.end().catch(() => undefined);
  }
  return isHeld ? { lost, release: () => client.end() } : undefined;
}
