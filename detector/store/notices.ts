import { setTimeout as wait } from 'node:timers/promises';
import { messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { Queryable } from './database.ts';
import { openLastingClient } from './lastingClient.ts';
import type { Heartbeat } from './lastingClient.ts';

/** What one process tells the others that work on the same database. */
export const topics = ['blacklist', 'engine', 'devices', 'jobs'] as const;
export type Topic = (typeof topics)[number];

const channel = 'active_defense';

/** Tells every listener, once the surrounding transaction commits. */
export async function giveNotice(database: Queryable, topic: Topic): Promise<void> {
  await database.query('select pg_notify($1, $2)', [channel, topic]);
}

/**
 * Calls `onNotice` for each notice, and with every topic after a connection was made (anew): what was said meanwhile is
 * not known. `retryMs`: how long to wait before connecting again.
 */
export function listenForNotices(
  connectionString: string,
  onNotice: (topic: Topic) => void,
  options: { log: Logger; retryMs: number; heartbeat?: Heartbeat },
): { close(): Promise<void> } {
  const closing = new AbortController();

  async function listen(): Promise<void> {
    const { client, ended, close } = await openLastingClient(
      connectionString,
      'active-defense notices',
      options.heartbeat,
    );
    const end = (): void => void close();
    closing.signal.addEventListener('abort', end);
    if (closing.signal.aborted) end();
    try {
      client.on('notification', ({ payload }) => {
        const topic = topics.find((known) => known === payload);
        if (topic !== undefined) onNotice(topic);
      });
      await client.query(`listen ${channel}`);
      topics.forEach(onNotice);
      await ended;
    } finally {
      closing.signal.removeEventListener('abort', end);
      await close();
    }
  }

  async function listenOn(): Promise<void> {
    while (!closing.signal.aborted) {
      await listen().catch((error: unknown) => {
        options.log.debug({ error: messageOf(error) }, 'no connection for notices');
      });
      await wait(options.retryMs, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  const listening = listenOn();
  return {
    async close() {
      closing.abort();
      await listening;
    },
  };
}
