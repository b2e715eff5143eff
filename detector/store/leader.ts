import { openLastingClient } from './lastingClient.ts';
import { onlyRow } from './onlyRow.ts';

const leaderLock = 4_190_003;

/** The right to be the one detector that works on a database; a second one stands by until it is free. */
export interface Leadership {
  /** Resolves when the right was lost because its connection broke. */
  readonly lost: Promise<void>;
  release(): Promise<void>;
}

/** Tries once; undefined while another detector has it. */
export async function tryLeadership(connectionString: string): Promise<Leadership | undefined> {
  const { client, ended, close } = await openLastingClient(connectionString, 'active-defense leader');
  let isHeld = false;
  try {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [leaderLock]);
    isHeld = onlyRow(rows).held;
  } finally {
    if (!isHeld) await close();
  }
  return isHeld ? { lost: ended, release: close } : undefined;
}
