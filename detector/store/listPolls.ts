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
       select * from unnest($1::timestamptz[], $2::inet[], $3::int[], $4::int[], $5::text[], $6::text[]) as p (at, client, status, entries, etag, user_agent)
     ), kept as (
       insert into list_poll (at, client, status, entries, etag) select at, client, status, entries, etag from poll
     ), newest as (
       select distinct on (client) client, at, status, entries, user_agent from poll order by client, at desc
     )
     insert into list_client (client, first_at, last_at, polls, last_status, last_entries, user_agent)
     select n.client, (select min(at) from poll p where p.client = n.client), n.at,
       (select count(*) from poll p where p.client = n.client), n.status, n.entries, n.user_agent
     from newest n
     on conflict (client) do update set
       last_at = excluded.last_at, polls = list_client.polls + excluded.polls, last_status = excluded.last_status,
       last_entries = excluded.last_entries, user_agent = excluded.user_agent`,
    columns,
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

export async function deletePolls(database: Queryable, beforeMs: number): Promise<void> {
  await database.query('delete from list_poll where at < $1', [new Date(beforeMs)]);
}
