import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Client, Database } from './database.ts';

/** The server undid one of several transactions that were in each other's way (deadlock, serialization failure). */
const conflictCodes = ['40P01', '40001'];
/** Who is in the way is a batch mostly, which is stored by then. */
const maxAttempts = 3;

/** The same database, whose transactions are tried again, all of their work, after others were in their way. */
export function retryingDatabase(database: Database, pauseMs: () => number = () => randomInt(5, 50)): Database {
  async function transaction<T>(work: (client: Client) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await database.transaction(work);
      } catch (error) {
        const { code = '' } = error as { code?: string };
        if (attempt === maxAttempts || !conflictCodes.includes(code)) throw error;
        await wait(pauseMs());
      }
    }
  }

  return { ...database, transaction };
}
