import type { Queryable } from '../database.ts';
import { isOwnPoll } from '../ownPoll.ts';

/** Whether a source on the blacklist hit the deny rule, or records of it came that no block answers for. */
export async function wasDenyRuleHit(database: Queryable, denyRule: readonly string[]): Promise<boolean> {
  const { rows } = await database.query<{ hit: boolean }>(
    `select exists (select from block where first_hit_at is not null)
       or exists (select from count_key where case_name = '' and rule = any($1)) as hit`,
    [denyRule],
  );
  return rows[0].hit;
}

/** Lines of each device that could not be read. */
export async function unreadableByDevice(database: Queryable): Promise<Map<number, number>> {
  const { rows } = await database.query<{ deviceId: number; lines: number }>(
    'select device_id as "deviceId", sum(lines)::bigint as lines from unreadable group by device_id',
  );
  return new Map(rows.map(({ deviceId, lines }) => [deviceId, lines]));
}

export interface PollingClient {
  readonly client: string;
  readonly lastAt: number;
  readonly lastStatus: number;
  readonly lastEntries: number | null;
  /** It was given the list at some time. */
  readonly wasServed: boolean;
  /** Minutes of its newest polls, ms since 1970, the newest first. */
  readonly minutes: number[];
}

/** Polls of a client that tell its interval. */
const pollsLooked = 20;

/** Who asked for the list last, with when each did before; without this server itself. */
export async function pollingClients(database: Queryable, limit: number): Promise<PollingClient[]> {
  const { rows } = await database.query<PollingClient>(
    `select host(c.client) as client, c.last_at as "lastAt", c.last_status as "lastStatus", c.last_entries as "lastEntries",
       c.last_served_at is not null as "wasServed",
       array(select (extract(epoch from minute) * 1000)::float8 from list_poll p where p.client = c.client
         order by minute desc limit $2) as minutes
     from list_client c where not ${isOwnPoll('c.client')} order by c.last_at desc limit $1`,
    [limit, pollsLooked],
  );
  return rows;
}

/** Whether anybody but this server itself was ever given the list. */
export async function wasListServed(database: Queryable): Promise<boolean> {
  const { rows } = await database.query<{ served: boolean }>(
    `select exists (select from list_client where last_served_at is not null and not ${isOwnPoll('client')}) as served`,
  );
  return rows[0].served;
}
