import type { Queryable } from '../database.ts';

/** What a per-minute count is kept for. `caseName` is empty for records, else it counts that case's findings. */
export interface CountKey {
  readonly deviceId: number;
  readonly action: string;
  readonly rule: string;
  readonly country: string;
  readonly severity: string;
  readonly caseName: string;
}

/** Keys in columns, in the order of `count_key`'s. */
export function columnsOf(keys: readonly CountKey[]): unknown[][] {
  return [
    keys.map((key) => key.deviceId),
    keys.map((key) => key.action),
    keys.map((key) => key.rule),
    keys.map((key) => key.country),
    keys.map((key) => key.severity),
    keys.map((key) => key.caseName),
  ];
}

/** Gives new keys their numbers; those that have one keep it. */
export async function insertCountKeys(database: Queryable, keys: readonly CountKey[]): Promise<void> {
  // `on conflict` alone would use up a number for each known key, and findings repeat the same keys.
  await database.query(
    `insert into count_key (device_id, action, rule, country, severity, case_name)
     select distinct device_id, action, rule, country, severity, case_name
     from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
       as added (device_id, action, rule, country, severity, case_name)
     where not exists (
       select from count_key k where (k.device_id, k.action, k.rule, k.country, k.severity, k.case_name)
         = (added.device_id, added.action, added.rule, added.country, added.severity, added.case_name))
     on conflict do nothing`,
    columnsOf(keys),
  );
}
