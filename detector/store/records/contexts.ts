import type { Context } from '../../model/record.ts';
import type { Queryable } from '../database.ts';

type ContextRow = Record<string, string | number>;

const columns: readonly (readonly [keyof Context, string])[] = [
  ['id', 'id'],
  ['deviceId', 'device_id'],
  ['host', 'host'],
  ['input', 'input'],
  ['type', 'type'],
  ['subtype', 'subtype'],
  ['action', 'action'],
  ['rule', 'rule'],
  ['ruleId', 'rule_id'],
  ['severity', 'severity'],
  ['sourceLocation', 'source_location'],
  ['destinationLocation', 'destination_location'],
  ['protocol', 'protocol'],
  ['application', 'application'],
  ['sourceZone', 'source_zone'],
  ['destinationZone', 'destination_zone'],
  ['direction', 'direction'],
  ['endReason', 'end_reason'],
];
const columnList = columns.map(([, column]) => column).join(', ');

/** All contexts that records of this database name, by number. */
export async function loadContexts(database: Queryable): Promise<Context[]> {
  const { rows } = await database.query<ContextRow>(`select ${columnList} from context order by id`);
  return rows.map(
    (row) => Object.fromEntries(columns.map(([key, column]) => [key, row[column]])) as unknown as Context,
  );
}

export async function insertContexts(database: Queryable, contexts: readonly Context[]): Promise<void> {
  if (contexts.length === 0) return;
  const rows = contexts.map((context) => Object.fromEntries(columns.map(([key, column]) => [column, context[key]])));
  await database.query(
    `insert into context (${columnList})
     select ${columnList} from jsonb_populate_recordset(null::context, $1)
     on conflict (id) do nothing`,
    [JSON.stringify(rows)],
  );
}
