import type { Database } from '../database.ts';
import { lookBack } from './lookBack.ts';
import { recordConditions } from './recordFilter.ts';
import type { RecordFilter } from './recordFilter.ts';

export type RecordGroup = 'port' | 'destination' | 'rule' | 'source' | 'action';

export interface RecordGroups {
  /** The most frequent first. */
  readonly groups: { readonly value: string; readonly records: number }[];
  /** Records that were counted. */
  readonly records: number;
  /** Everything newer than this was counted. */
  readonly lookedBackTo: number;
  readonly isComplete: boolean;
}

interface GroupRow {
  [column: string]: unknown;
  readonly value: string;
  readonly records: number;
  /** Of all groups, those too that are left out. */
  readonly total: number;
}

/** Values of a part of a day that are kept; what is rarer in every part is not among the most frequent. */
const maxValues = 5_000;

/** What records are grouped by, and a group's value as text. Contexts are few, and joined to their texts afterwards. */
const groupings: Readonly<Record<RecordGroup, { readonly column: string; readonly value: string }>> = {
  port: { column: 'destination_port', value: 'g.value::text' },
  destination: { column: 'destination', value: 'host(g.value)' },
  source: { column: 'source', value: 'host(g.value)' },
  rule: { column: 'context', value: 'c.rule' },
  action: { column: 'context', value: 'c.action' },
};

/**
 * The most frequent values among records that match, newest part first, until all is counted or `budgetMs` is used up.
 */
export async function countRecords(
  database: Database,
  filter: RecordFilter,
  { by, limit, budgetMs, now }: { by: RecordGroup; limit: number; budgetMs: number; now: () => number },
): Promise<RecordGroups> {
  const counts = new Map<string, number>();
  let records = 0;
  let lookedBackTo = filter.sinceMs ?? 0;
  let isComplete = true;
  const conditions = await recordConditions(database.pool, filter);
  if (conditions !== undefined) {
    const asked = { filter, conditions, beforeMs: filter.beforeMs ?? Infinity, budgetMs, now };
    for await (const part of lookBack<GroupRow>(database, asked, (matching) => groupSql(by, matching))) {
      for (const row of part.rows) counts.set(row.value, (counts.get(row.value) ?? 0) + row.records);
      records += part.rows.at(0)?.total ?? 0;
      isComplete = part.isLast;
      lookedBackTo = part.isLast ? (filter.sinceMs ?? 0) : part.doneTo;
    }
  }
  const groups = [...counts].map(([value, amount]) => ({ value, records: amount }));
  groups.sort((one, other) => other.records - one.records || (one.value < other.value ? -1 : 1));
  return { groups: groups.slice(0, limit), records, lookedBackTo, isComplete };
}

function groupSql(by: RecordGroup, matching: string): string {
  const { column, value } = groupings[by];
  const groups = `with g as materialized (select r.${column} as value, count(*) as records from ${matching} group by 1)`;
  const total = '(select sum(records) from g)::bigint as total';
  if (column === 'context') {
    return `${groups} select ${value} as value, sum(g.records)::bigint as records, ${total}
      from g join context c on c.id = g.value group by 1 order by 2 desc limit ${maxValues}`;
  }
  // Only the rows that are kept are formatted: a part of a day may have a million sources.
  return `${groups} select ${value} as value, g.records, ${total}
    from (select * from g order by records desc limit ${maxValues}) g order by g.records desc`;
}
