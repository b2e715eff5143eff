import type { Queryable } from '../database.ts';
import { onlyRow } from '../onlyRow.ts';

/** Whether a source on the blacklist hit the deny rule, or records of it came that no block answers for. */
export async function wasDenyRuleHit(database: Queryable, denyRule: readonly string[]): Promise<boolean> {
  const { rows } = await database.query<{ hit: boolean }>(
    `select exists (select from block where first_hit_at is not null)
       or exists (select from count_key where case_name = '' and rule = any($1)) as hit`,
    [denyRule],
  );
  return onlyRow(rows).hit;
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
  /** From when on it is late; null: not known yet, so it never is. */
  readonly lateFrom: number | null;
}

/** Who asked for the list last, and until when each of them is expected to again; without this server itself. */
export async function pollingClients(database: Queryable, limit: number): Promise<PollingClient[]> {
  const { rows } = await database.query<PollingClient>(
    `select host(c.client) as client, c.last_at as "lastAt", c.last_status as "lastStatus", c.last_entries as "lastEntries",
       told.missing_from as "lateFrom"
     from (select client, last_at, last_status, last_entries from list_client where not is_own order by last_at desc limit $1) c
     join report.list_clients told on told.client = c.client order by c.last_at desc`,
    [limit],
  );
  return rows;
}

/** Whether anybody but this server itself was ever given the list. */
export async function wasListServed(database: Queryable): Promise<boolean> {
  const { rows } = await database.query<{ served: boolean }>(
    `select exists (select from list_client where last_served_at is not null and not is_own) as served`,
  );
  return onlyRow(rows).served;
}
