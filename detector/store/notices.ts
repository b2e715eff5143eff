import pg from 'pg';
import { messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { Queryable } from './database.ts';

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
  options: { log: Logger; retryMs: number },
): { close(): Promise<void> } {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString, application_name: 'active-defense notices', keepAlive: true });
    client = next;
    next.on('notification', ({ payload }) => {
      const topic = topics.find((known) => known === payload);
      if (topic !== undefined) onNotice(topic);
    });
    next.on('error', () => undefined);
    next.on('end', retry);
    try {
      await next.connect();
      await next.query(`listen ${channel}`);
      topics.forEach(onNotice);
    } catch (error) {
      options.log.debug({ error: messageOf(error) }, 'no connection for notices');
      retry();
    }
  }

  function retry(): void {
    if (closed || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      void connect();
    }, options.retryMs);
  }

  void connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
