import type { Context } from '../../model/record.ts';
import { insertCountKeys } from '../counts/countKeys.ts';
import type { CountKey } from '../counts/countKeys.ts';
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

/** Stores contexts, each with the key that its records are counted under. */
export async function insertContexts(database: Queryable, contexts: readonly Context[]): Promise<void> {
  if (contexts.length === 0) return;
  await insertCountKeys(database, contexts.map(keyOf));
  const rows = contexts.map((context) => Object.fromEntries(columns.map(([key, column]) => [column, context[key]])));
  await database.query(
    `insert into context (${columnList}, count_key)
     select ${columnList}, (
       select k.id from count_key k where (k.device_id, k.action, k.rule, k.country, k.severity, k.case_name)
         = (added.device_id, added.action, added.rule, added.source_location, added.severity, ''))
     from jsonb_populate_recordset(null::context, $1) as added
     on conflict (id) do nothing`,
    [JSON.stringify(rows)],
  );
}

function keyOf({ deviceId, action, rule, sourceLocation, severity }: Context): CountKey {
  return { deviceId, action, rule, country: sourceLocation, severity, caseName: '' };
}
