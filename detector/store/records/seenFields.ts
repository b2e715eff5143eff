import type { Queryable } from '../database.ts';

/** Which fields the newest kinds of lines of a device have; see `Context`. */
export interface SeenFields {
  readonly deviceId: number;
  readonly hasThreats: boolean;
  readonly sourceLocation: boolean;
  readonly destinationLocation: boolean;
  readonly rule: boolean;
  readonly ruleId: boolean;
  readonly subtype: boolean;
  /** Of THREAT records alone: others have none. */
  readonly severity: boolean;
}

/** How many different combinations of repeating texts are looked at, the newest of each device. */
const newestContexts = 200;

/** One row for each device that sent anything readable. */
export async function seenFields(database: Queryable): Promise<SeenFields[]> {
  const { rows } = await database.query<SeenFields>(
    `select d.id as "deviceId",
       bool_or(c.type = 'THREAT') as "hasThreats",
       bool_or(c.source_location <> '') as "sourceLocation",
       bool_or(c.destination_location <> '') as "destinationLocation",
       bool_or(c.rule <> '') as rule,
       bool_or(c.rule_id <> '') as "ruleId",
       bool_or(c.subtype <> '') as subtype,
       bool_or(c.severity <> '' and c.type = 'THREAT') as severity
     from device d
     cross join lateral (
       select type, source_location, destination_location, rule, rule_id, subtype, severity
       from context where device_id = d.id order by id desc limit $1
     ) c
     where d.removed_at is null group by d.id`,
    [newestContexts],
  );
  return rows;
}
