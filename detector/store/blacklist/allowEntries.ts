import type { Queryable } from '../database.ts';
import { dateOrNull } from '../dateOrNull.ts';

export interface AllowEntry {
  readonly id: number;
  readonly range: string;
  readonly reason: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly expiresAt: number | null;
}

/** The allowlist as it is in force at a time, by range. */
export async function activeAllowEntries(database: Queryable, nowMs: number): Promise<AllowEntry[]> {
  const { rows } = await database.query<AllowEntry>(
    `select id, abbrev(range) as range, reason, created_at as "createdAt", created_by as "createdBy", expires_at as "expiresAt"
     from allow_entry where removed_at is null and (expires_at is null or expires_at > $1)
     order by allow_entry.range`,
    [new Date(nowMs)],
  );
  return rows;
}

/** Adds ranges, each named once; one that stands already gets the new reason and end. */
export async function putAllowEntries(
  database: Queryable,
  entries: readonly { readonly range: string; readonly reason: string }[],
  { expiresAt, by, nowMs }: { readonly expiresAt: number | null; readonly by: string; readonly nowMs: number },
): Promise<void> {
  await database.query(
    `insert into allow_entry (range, reason, expires_at, created_by, created_at)
     select range, reason, $3, $4, $5 from unnest($1::inet[], $2::text[]) as e (range, reason)
     on conflict (range) where removed_at is null do update
     set reason = excluded.reason, expires_at = excluded.expires_at, created_by = excluded.created_by, created_at = excluded.created_at`,
    [
      entries.map(({ range }) => range),
      entries.map(({ reason }) => reason),
      dateOrNull(expiresAt),
      by,
      new Date(nowMs),
    ],
  );
}

/** False when no such entry is in force. */
export async function removeAllowEntry(
  database: Queryable,
  range: string,
  by: string,
  nowMs: number,
): Promise<boolean> {
  const { rowCount } = await database.query(
    'update allow_entry set removed_at = $2, removed_by = $3 where range = $1::inet and removed_at is null',
    [range, new Date(nowMs), by],
  );
  return rowCount === 1;
}

/** Takes entries off whose time is up; returns their ranges. */
export async function endAllowEntries(database: Queryable, nowMs: number): Promise<string[]> {
  const { rows } = await database.query<{ range: string }>(
    `update allow_entry set removed_at = $1, removed_by = 'detector' where removed_at is null and expires_at <= $1
     returning abbrev(range) as range`,
    [new Date(nowMs)],
  );
  return rows.map((row) => row.range);
}
