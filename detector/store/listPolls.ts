import type { Queryable } from './database.ts';
import { deleteInPortions } from './deleteInPortions.ts';
import { onlyRow } from './onlyRow.ts';

/** One request for the list, as answered. */
export interface StoredPoll {
  readonly at: number;
  readonly client: string;
  readonly status: number;
  /** Entries of the list that was served; null where none was. */
  readonly entries: number | null;
  readonly etag: string;
  readonly userAgent: string;
}

/** Clients that are remembered at most. Beyond it those who were never given the list go first, then the longest silent. */
const maxClients = 10_000;
/** Clients that were forgotten at that cap, among the losses of the intake. */
const forgottenClient = 'list-client-forgotten';

/**
 * Adds polls, in order of time, to what is known of each client. `isGuarded`: not everybody may fetch the list, so that who
 * is given it is trusted. `ownAddresses`: those of this server beside the loopback; whoever polls from there tries the list, and
 * is no firewall. Resolves with whether somebody is trusted who was not before.
 */
export async function insertPolls(
  database: Queryable,
  polls: readonly StoredPoll[],
  isGuarded: boolean,
  ownAddresses: readonly string[],
): Promise<boolean> {
  if (polls.length === 0) return false;
  const columns = [
    polls.map((poll) => new Date(poll.at)),
    polls.map((poll) => poll.client),
    polls.map((poll) => poll.status),
    polls.map((poll) => poll.entries),
    polls.map((poll) => poll.etag),
    polls.map((poll) => poll.userAgent),
  ];
  const { rows } = await database.query<{ trusted: boolean }>(
    `with poll as (
       select *, case when status in (200, 304) then at end as served_at
       from unnest($1::timestamptz[], $2::inet[], $3::int[], $4::int[], $5::text[], $6::text[])
         with ordinality as p (at, client, status, entries, etag, user_agent, n)
     ), total as (
       select client, min(at) as first_at, count(*) as polls, max(served_at) as served_at from poll group by client
     ), newest as (
       select distinct on (client) * from poll order by client, n desc
     ), client as (
       insert into list_client (client, first_at, last_at, polls, last_status, last_entries, user_agent, last_served_at,
         trusted_at, is_own)
       select n.client, t.first_at, n.at, t.polls, n.status, n.entries, n.user_agent, t.served_at, case when $7 then t.served_at end,
         n.client <<= inet '127.0.0.0/8' or n.client = inet '::1' or n.client = any($8::inet[])
       from newest n join total t on t.client = n.client
       on conflict (client) do update set
         last_at = excluded.last_at, polls = list_client.polls + excluded.polls, last_status = excluded.last_status,
         last_entries = excluded.last_entries, user_agent = excluded.user_agent,
         last_served_at = greatest(list_client.last_served_at, excluded.last_served_at),
         trusted_at = greatest(list_client.trusted_at, excluded.trusted_at), is_own = excluded.is_own
       returning client
     ), minute as (
       insert into list_poll (client, minute, polls, status, entries, etag)
       select distinct on (p.client, date_trunc('minute', p.at)) p.client, date_trunc('minute', p.at),
         count(*) over (partition by p.client, date_trunc('minute', p.at)), p.status, p.entries, p.etag
       from poll p join client c on c.client = p.client
       order by p.client, date_trunc('minute', p.at), p.n desc
       on conflict (client, minute) do update set
         polls = list_poll.polls + excluded.polls, status = excluded.status, entries = excluded.entries, etag = excluded.etag
     )
     select $7 and exists (
       select from total t where t.served_at is not null
         and not exists (select from list_client known where known.client = t.client and known.trusted_at is not null)
     ) as trusted`,
    [...columns, isGuarded, ownAddresses],
  );
  await forgetClientsBeyond(database, maxClients, Math.max(...polls.map(({ at }) => at)));
  return onlyRow(rows).trusted;
}

async function forgetClientsBeyond(database: Queryable, max: number, nowMs: number): Promise<void> {
  await database.query(
    `with forgotten as (
       delete from list_client where client in (
         select client from list_client
         order by trusted_at is not null desc, last_served_at is not null desc, last_at desc offset $1
       ) returning client
     )
     insert into intake_loss (reason, lines, last_at)
     select $2, count(*), $3::timestamptz from forgotten having count(*) > 0
     on conflict (reason) do update set lines = intake_loss.lines + excluded.lines, last_at = excluded.last_at`,
    [max, forgottenClient, new Date(nowMs)],
  );
}

export interface ListClient {
  readonly client: string;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly polls: number;
  readonly lastStatus: number;
  readonly lastEntries: number | null;
  readonly userAgent: string;
  /** When it was last given the list (200 or 304). */
  readonly lastServedAt: number | null;
  /** When it was last given it by a listener that not everybody may use. */
  readonly trustedAt: number | null;
  /** It is this server itself. */
  readonly isServer: boolean;
}

/** Who asked for the list, the latest first. */
export async function listClients(database: Queryable): Promise<ListClient[]> {
  const { rows } = await database.query<ListClient>(
    `select host(client) as client, first_at as "firstAt", last_at as "lastAt", polls, last_status as "lastStatus",
       last_entries as "lastEntries", user_agent as "userAgent", last_served_at as "lastServedAt", trusted_at as "trustedAt",
       is_own as "isServer"
     from list_client order by last_at desc`,
  );
  return rows;
}

/** Deletes polls before a time, and clients that have not asked since. */
export async function deletePolls(database: Queryable, beforeMs: number): Promise<void> {
  await deleteInPortions(database, { table: 'list_poll', at: 'minute' }, beforeMs);
  await database.query('delete from list_client where last_at < $1', [new Date(beforeMs)]);
}
