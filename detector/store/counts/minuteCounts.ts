import type { Context, RecordBatch } from '../../model/record.ts';
import type { Finding } from '../../model/finding.ts';
import type { Queryable } from '../database.ts';
import { deleteInPortions } from '../deleteInPortions.ts';

const minuteMs = 60_000;

/** What a per-minute count is kept for. `caseName` is empty for records, else it counts that case's findings. */
export interface CountKey {
  readonly deviceId: number;
  readonly action: string;
  readonly rule: string;
  readonly country: string;
  readonly severity: string;
  readonly caseName: string;
}

export interface MinuteAmount {
  readonly minute: number;
  readonly key: CountKey;
  readonly amount: number;
}

/** Counts a batch's records per minute and context; contexts that differ in nothing that is counted are joined by the database. */
export function countRecords(batch: RecordBatch, contexts: readonly (Context | undefined)[]): MinuteAmount[] {
  const byMinute = new Map<number, Map<number, number>>();
  let minute = NaN;
  let amounts = new Map<number, number>();
  for (let row = 0; row < batch.length; row++) {
    const rowMinute = Math.floor(batch.at[row] / minuteMs);
    if (rowMinute !== minute) {
      minute = rowMinute;
      const known = byMinute.get(minute);
      amounts = known ?? new Map<number, number>();
      if (known === undefined) byMinute.set(minute, amounts);
    }
    const context = batch.context[row];
    amounts.set(context, (amounts.get(context) ?? 0) + 1);
  }
  const counts: MinuteAmount[] = [];
  for (const [at, perContext] of byMinute) {
    for (const [id, amount] of perContext) {
      const context = contexts[id];
      if (context !== undefined) counts.push({ minute: at * minuteMs, key: keyOf(context, ''), amount });
    }
  }
  return counts;
}

/** One count for each finding, under the record that completed it. */
export function countFindings(findings: readonly Finding[]): MinuteAmount[] {
  return findings.map((finding) => ({
    minute: Math.floor(finding.at / minuteMs) * minuteMs,
    key: {
      deviceId: finding.evidence.deviceId,
      action: '',
      rule: finding.evidence.rule ?? '',
      country: finding.sourceLocation,
      severity: finding.evidence.severity ?? '',
      caseName: finding.case,
    },
    amount: 1,
  }));
}

function keyOf(context: Context, caseName: string): CountKey {
  return {
    deviceId: context.deviceId,
    action: context.action,
    rule: context.rule,
    country: context.sourceLocation,
    severity: context.severity,
    caseName,
  };
}

/** Adds to the per-minute counts; new keys get their number on the way. */
export async function addMinuteCounts(database: Queryable, counts: readonly MinuteAmount[]): Promise<void> {
  if (counts.length === 0) return;
  const columns = [
    counts.map((count) => new Date(count.minute)),
    counts.map((count) => count.key.deviceId),
    counts.map((count) => count.key.action),
    counts.map((count) => count.key.rule),
    counts.map((count) => count.key.country),
    counts.map((count) => count.key.severity),
    counts.map((count) => count.key.caseName),
  ];
  await database.query(
    `insert into count_key (device_id, action, rule, country, severity, case_name)
     select distinct device_id, action, rule, country, severity, case_name
     from unnest($1::timestamptz[], $2::smallint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
       as added (minute, device_id, action, rule, country, severity, case_name)
     where not exists (
       select from count_key k where (k.device_id, k.action, k.rule, k.country, k.severity, k.case_name)
         = (added.device_id, added.action, added.rule, added.country, added.severity, added.case_name))
     on conflict do nothing`,
    columns,
  );
  await database.query(
    `insert into minute_count (minute, key, amount)
     select added.minute, k.id, sum(added.amount)
     from unnest($1::timestamptz[], $2::smallint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[])
       as added (minute, device_id, action, rule, country, severity, case_name, amount)
     join count_key k using (device_id, action, rule, country, severity, case_name)
     group by 1, 2 order by 1, 2
     on conflict (minute, key) do update set amount = minute_count.amount + excluded.amount`,
    [...columns, counts.map((count) => count.amount)],
  );
}

/** Deletes the counts of minutes before this time, in portions; returns how many. */
export function deleteMinuteCounts(database: Queryable, beforeMs: number): Promise<number> {
  return deleteInPortions(database, { table: 'minute_count', at: 'minute' }, beforeMs);
}
