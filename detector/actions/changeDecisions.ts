import type { Client } from '../store/database.ts';
import { lockDecisions } from '../store/blacklist/decisionLock.ts';
import type { Actor } from './actor.ts';

/**
 * One change of who is blocked, held or allowed: in one transaction, one after the other with all others, so that what it
 * reads still holds when it is stored.
 */
export function changeDecisions<T>(
  { database }: Pick<Actor, 'database'>,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  return database.transaction(async (client) => {
    await lockDecisions(client);
    return work(client);
  });
}
