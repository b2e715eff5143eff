import type { Queryable } from './database.ts';

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

/** Strangers' addresses that are remembered at most; whoever was served the list is always kept. */
const maxClients = 10_000;

/** Adds polls, in order of time, to what is known of each client. */
export async function insertPolls(database: Queryable, polls: readonly StoredPoll[]): Promise<void> {
  if (polls.length === 0) return;
  const columns = [
    polls.map((poll) => new Date(poll.at)),
    polls.map((poll) => poll.client),
    polls.map((poll) => poll.status),
    polls.map((poll) => poll.entries),
    polls.map((poll) => poll.etag),
    polls.map((poll) => poll.userAgent),
  ];
  await database.query(
    `with poll as (
       select * from unnest($1::timestamptz[], $2::inet[], $3::int[], $4::int[], $5::text[], $6::text[])
         with ordinality as p (at, client, status, entries, etag, user_agent, n)
       where status < 400 or client in (select client from list_client) or (select count(*) from list_client) < $7
     ), newest as (
       select distinct on (client) * from poll order by client, n desc
     ), client as (
       insert into list_client (client, first_at, last_at, polls, last_status, last_entries, user_agent)
       select n.client, (select min(at) from poll p where p.client = n.client), n.at,
         (select count(*) from poll p where p.client = n.client), n.status, n.entries, n.user_agent
       from newest n
       on conflict (client) do update set
         last_at = excluded.last_at, polls = list_client.polls + excluded.polls, last_status = excluded.last_status,
         last_entries = excluded.last_entries, user_agent = excluded.user_agent
       returning client
     )
     insert into list_poll (client, minute, polls, status, entries, etag)
     select distinct on (p.client, date_trunc('minute', p.at)) p.client, date_trunc('minute', p.at),
       count(*) over (partition by p.client, date_trunc('minute', p.at)), p.status, p.entries, p.etag
     from poll p join client c on c.client = p.client
     order by p.client, date_trunc('minute', p.at), p.n desc
     on conflict (client, minute) do update set
       polls = list_poll.polls + excluded.polls, status = excluded.status, entries = excluded.entries, etag = excluded.etag`,
    [...columns, maxClients],
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
}

/** Who fetched the list, the latest first. */
export async function listClients(database: Queryable): Promise<ListClient[]> {
  const { rows } = await database.query<ListClient>(
    `select host(client) as client, first_at as "firstAt", last_at as "lastAt", polls, last_status as "lastStatus",
       last_entries as "lastEntries", user_agent as "userAgent" from list_client order by last_at desc`,
  );
  return rows;
}

/** Deletes polls before a time, and clients that have not asked since. */
export async function deletePolls(database: Queryable, beforeMs: number): Promise<void> {
  await database.query('delete from list_poll where minute < $1', [new Date(beforeMs)]);
  await database.query('delete from list_client where last_at < $1', [new Date(beforeMs)]);
}
