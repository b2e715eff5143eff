import type { Finding } from '../../model/finding.ts';
import type { RecordBatch } from '../../model/record.ts';
import type { Queryable } from '../database.ts';
import { columnsOf, insertCountKeys } from './countKeys.ts';
import type { CountKey } from './countKeys.ts';
import { minuteMs } from '../../time/units.ts';
import { itemAt } from '../../model/itemAt.ts';

/** What a batch adds to the counts. */
export interface BatchCounts {
  readonly records: RecordCounts;
  /** What no context answers for: findings. */
  readonly keyed: readonly KeyedCount[];
}

/** Records by minute and context, in columns. Minutes are numbers since 1970. */
export interface RecordCounts {
  readonly minutes: readonly number[];
  readonly contexts: readonly number[];
  readonly amounts: readonly number[];
}

export const noRecordCounts: RecordCounts = { minutes: [], contexts: [], amounts: [] };

export interface KeyedCount {
  /** Its number since 1970. */
  readonly minute: number;
  readonly key: CountKey;
  readonly amount: number;
}

/** Records are counted by minute and context, findings by minute, case and what completed them. */
export function countBatch(records: RecordBatch, findings: readonly Finding[]): BatchCounts {
  return { records: countRecords(records), keyed: countFindings(findings) };
}

function countRecords(batch: RecordBatch): RecordCounts {
  const byMinute = new Map<number, Map<number, number>>();
  let minute = NaN;
  let amounts = new Map<number, number>();
  for (let row = 0; row < batch.length; row++) {
    const rowMinute = Math.floor(itemAt(batch.at, row) / minuteMs);
    if (rowMinute !== minute) {
      minute = rowMinute;
      const known = byMinute.get(minute);
      amounts = known ?? new Map<number, number>();
      if (known === undefined) byMinute.set(minute, amounts);
    }
    const context = itemAt(batch.context, row);
    amounts.set(context, (amounts.get(context) ?? 0) + 1);
  }
  const counts = { minutes: [] as number[], contexts: [] as number[], amounts: [] as number[] };
  for (const [at, perContext] of byMinute) {
    for (const [context, amount] of perContext) {
      counts.minutes.push(at);
      counts.contexts.push(context);
      counts.amounts.push(amount);
    }
  }
  return counts;
}

/** Each finding is counted under the record that completed it. */
function countFindings(findings: readonly Finding[]): KeyedCount[] {
  const counts = new Map<string, KeyedCount>();
  for (const { at, case: caseName, evidence, sourceLocation: country } of findings) {
    const minute = Math.floor(at / minuteMs);
    const { deviceId, rule = '', severity = '' } = evidence;
    const key = { deviceId, action: '', rule, country, severity, caseName };
    const id = JSON.stringify([minute, key]);
    counts.set(id, { minute, key, amount: (counts.get(id)?.amount ?? 0) + 1 });
  }
  return [...counts.values()];
}

/**
 * Adds to the counts by minute and by hour; the contexts are stored already. One statement, as each costs a round trip while
 * lines are read, and numbers rather than texts, which cost ten times as much to send and to find.
 */
export async function addBatchCounts(database: Queryable, { records, keyed }: BatchCounts): Promise<void> {
  if (records.minutes.length === 0 && keyed.length === 0) return;
  const keys = keyed.map((count) => count.key);
  if (keys.length > 0) await insertCountKeys(database, keys);
  await database.query(
    `with added as materialized (
       select to_timestamp(minute * 60) as minute, key, sum(amount) as amount from (
         select r.minute, c.count_key as key, r.amount
         from unnest($1::bigint[], $2::int[], $3::int[]) as r (minute, context, amount) join context c on c.id = r.context
         union all
         select f.minute, k.id, f.amount
         from unnest($4::bigint[], $5::int[], $6::smallint[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
           as f (minute, amount, device_id, action, rule, country, severity, case_name)
         join count_key k using (device_id, action, rule, country, severity, case_name)
       ) a group by 1, 2 order by 1, 2
     ), minutes as (
       insert into minute_count (minute, key, amount) select minute, key, amount from added
       on conflict (minute, key) do update set amount = minute_count.amount + excluded.amount
     )
     insert into hour_count (hour, device_id, action, rule, severity, case_name, amount)
     select date_trunc('hour', a.minute, 'UTC'), k.device_id, k.action, k.rule, k.severity, k.case_name, sum(a.amount)
     from added a join count_key k on k.id = a.key group by 1, 2, 3, 4, 5, 6
     on conflict (hour, device_id, action, rule, severity, case_name) do update set amount = hour_count.amount + excluded.amount`,
    [
      records.minutes,
      records.contexts,
      records.amounts,
      keyed.map((count) => count.minute),
      keyed.map((count) => count.amount),
      ...columnsOf(keys),
    ],
  );
}
