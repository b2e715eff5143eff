import { MendableError } from '../../errors.ts';
import type { Client } from '../database.ts';

/** A change that waits longer is given up: somebody waits for its answer. */
const patience = '15s';

/**
 * Keeps all others from changing who is blocked, held or allowed until the transaction ends; batches that are being stored
 * end first. Statements after it see what they left. Throws a `MendableError` after 15 s.
 */
export async function lockDecisions(client: Client): Promise<void> {
  await client.query(`set local lock_timeout = '${patience}'`);
  await client.query('lock table decision_lock in exclusive mode').catch((error: unknown) => {
    if ((error as { code?: string }).code !== lockNotAvailable) throw error;
    throw new MendableError(
      'decision-busy',
      'Another change of the blacklist, or a batch of records, takes long: nothing was changed. Try again in a moment.',
      { cause: error },
    );
  });
  await client.query('set local lock_timeout = 0');
}

/** Lets no person or job change who is blocked, held or allowed until the transaction ends; other batches may. */
export async function shareDecisions(client: Client): Promise<void> {
  await client.query('lock table decision_lock in share mode');
}

/** SQLSTATE `lock_not_available`. */
const lockNotAvailable = '55P03';
