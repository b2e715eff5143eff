import type { Queryable } from '../database.ts';
import { deleteInPortions } from '../deleteInPortions.ts';

/** What a process knows of itself at a moment; `storedMs` and `publishedMs` are the longest since it was last told. */
export interface Vital {
  /** The process by a name that outlives it. */
  readonly process: string;
  readonly isWorking: boolean;
  /** From the end of a batch to its commit; null: none was stored. */
  readonly storedMs: number | null;
  /** From the notice of a change to the list that has it; null: none was published. */
  readonly publishedMs: number | null;
  readonly recordsWaiting: number;
  /** Of log files: what stands in them and is not stored. */
  readonly backlogBytes: number;
  readonly memoryBytes: number;
  readonly contacts: number;
  readonly contactsCapacity: number;
  readonly contactsEvicted: number;
  readonly listEntries: number | null;
  readonly certificateEndsAt: number;
  /** Failed TLS handshakes at the list's listener since the start, by client. */
  readonly tlsFailures: readonly { readonly client: string; readonly count: number }[];
  readonly diskFreeBytes: number;
}

/**
 * Writes down how a process is, one row for each minute: the longest of what took time and of what waits, the newest of the
 * rest. Failed handshakes count of those clients only that were once given the list: anybody can make one fail.
 */
export async function putVital(database: Queryable, vital: Vital): Promise<void> {
  // By the database's clock, as dashboards and alerts compute its age by the same clock.
  await database.query(
    `insert into vital (
       minute, at, process, is_working, stored_ms, published_ms, records_waiting, backlog_bytes, memory_bytes,
       contacts, contacts_capacity, contacts_evicted, list_entries, certificate_ends_at, disk_free_bytes,
       tls_failures, lines, unreadable, late, lost)
     select date_trunc('minute', now(), 'UTC'), now(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
       (select coalesce(sum(f.count), 0)::bigint from unnest($14::inet[], $15::bigint[]) as f (client, count)
        where exists (select from list_client c where c.client = f.client and c.last_served_at is not null)),
       (select coalesce(sum(lines), 0)::bigint from device_state),
       (select coalesce(sum(lines), 0)::bigint from unreadable where reason <> 'other-type'),
       (select coalesce(sum(late), 0)::bigint from device_state),
       (select coalesce(sum(lines), 0)::bigint from intake_loss)
     on conflict (minute, process) do update set
       at = excluded.at, is_working = excluded.is_working,
       stored_ms = greatest(vital.stored_ms, excluded.stored_ms),
       published_ms = greatest(vital.published_ms, excluded.published_ms),
       records_waiting = greatest(vital.records_waiting, excluded.records_waiting),
       backlog_bytes = greatest(vital.backlog_bytes, excluded.backlog_bytes),
       memory_bytes = excluded.memory_bytes, contacts = excluded.contacts,
       contacts_capacity = excluded.contacts_capacity, contacts_evicted = excluded.contacts_evicted,
       list_entries = excluded.list_entries, certificate_ends_at = excluded.certificate_ends_at,
       disk_free_bytes = excluded.disk_free_bytes, tls_failures = excluded.tls_failures, lines = excluded.lines,
       unreadable = excluded.unreadable, late = excluded.late, lost = excluded.lost`,
    [
      vital.process,
      vital.isWorking,
      vital.storedMs,
      vital.publishedMs,
      vital.recordsWaiting,
      vital.backlogBytes,
      vital.memoryBytes,
      vital.contacts,
      vital.contactsCapacity,
      vital.contactsEvicted,
      vital.listEntries,
      new Date(vital.certificateEndsAt),
      vital.diskFreeBytes,
      vital.tlsFailures.map(({ client }) => client),
      vital.tlsFailures.map(({ count }) => count),
    ],
  );
}

/** Deletes the minutes before this time, in portions; returns how many. */
export function deleteVitals(database: Queryable, beforeMs: number): Promise<number> {
  return deleteInPortions(database, { table: 'vital', at: 'minute' }, beforeMs);
}
