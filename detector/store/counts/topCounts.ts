import type { Database, Queryable } from '../database.ts';
import { loadLastRecordId } from '../records/fence.ts';
import { windowSize } from '../records/recordPartitions.ts';
import { onlyRow } from '../onlyRow.ts';

/**
 * Values kept of each hour, kind and device. A value that is busy all the time is counted exactly; one that was not among
 * these after some minute begins again from nothing. More makes charts over months slower.
 */
const kept = 100;
/** A firewall asks for the list every five minutes and needs a moment: what it allows later than this slipped through. */
const listDelay = '10 minutes';

/**
 * Counts the busiest sources, ports and threats of records that were not counted yet, and allowed sessions of sources on
 * the blacklist. Returns how many records it went through.
 */
export async function countBusiest(database: Database): Promise<number> {
  // Records that arrive meanwhile are left for the next run, or this one would never end.
  const last = await loadLastRecordId(database.pool);
  let counted = 0;
  for (;;) {
    const portion = await database.transaction((client) => countPortion(client, last));
    if (portion === 0) return counted;
    counted += portion;
  }
}

/** At most one number window, so that the tables to go through are few. */
async function countPortion(client: Queryable, last: number): Promise<number> {
  const { rows } = await client.query<{ from: number }>('select record_id as "from" from top_progress for update');
  const { from } = onlyRow(rows);
  if (last <= from) return 0;
  const through = Math.min(last, (Math.floor(from / windowSize) + 1) * windowSize);
  // Otherwise, with many sources seen once, sorting on disk takes seconds.
  await client.query(`set local work_mem = '64MB'`);
  const hours = await addBusiest(client, from, through);
  await addAllowed(client, from, through);
  await keepBusiest(client, hours);
  await client.query('update top_progress set record_id = $1', [through]);
  return through - from;
}

/** Sources and ports of denied records, and threats, each by hour and device; resolves with the hours, ms since 1970. */
async function addBusiest(client: Queryable, from: number, through: number): Promise<number[]> {
  const { rows } = await client.query<{ hour: number }>(
    `with added as (insert into hour_top (hour, kind, device_id, value, amount)
     select hour, kind, device_id, value, amount from (
       select hour, kind, device_id, value, amount,
         row_number() over (partition by hour, kind, device_id order by amount desc, value) as place
       from (
         select date_trunc('hour', r.at, 'UTC') as hour, c.device_id,
           case when grouping(r.source) = 0 then 'source' when grouping(r.destination_port) = 0 then 'port' else 'threat' end as kind,
           case when grouping(r.source) = 0 then host(r.source) when grouping(r.destination_port) = 0 then r.destination_port::text
             else left(r.detail ->> 'threatName', 200) end as value,
           case when grouping(r.source) = 0 or grouping(r.destination_port) = 0
             then count(*) filter (where is_denied(c.action)) else count(*) filter (where c.type = 'THREAT') end as amount
         from record r join context c on c.id = r.context
         where r.id > $1 and r.id <= $2 and (is_denied(c.action) or c.type = 'THREAT')
         group by grouping sets (
           (date_trunc('hour', r.at, 'UTC'), c.device_id, r.source),
           (date_trunc('hour', r.at, 'UTC'), c.device_id, r.destination_port),
           (date_trunc('hour', r.at, 'UTC'), c.device_id, r.detail ->> 'threatName')
         )
       ) grouped
       where amount > 0 and value <> ''
     ) ranked
     where place <= $3
     on conflict (hour, kind, device_id, value) do update set amount = hour_top.amount + excluded.amount
     returning hour) select distinct hour from added`,
    [from, through, kept],
  );
  return rows.map(({ hour }) => hour);
}

/** Sessions that a firewall allowed though their source had been on the blacklist for a while. */
async function addAllowed(client: Queryable, from: number, through: number): Promise<void> {
  await client.query(
    `with source as materialized (
       select distinct r.source from record r join context c on c.id = r.context
       where r.id > $1 and r.id <= $2 and c.action = 'allow' and c.type = 'TRAFFIC'
     ), listed as materialized (
       select s.source, min(b.created_at) as since
       from source s cross join lateral (
         select created_at from block where released_at is null and address = s.source
         union all
         select created_at from block where released_at is null and address >> s.source
           and masklen(address) < case family(address) when 4 then 32 else 128 end
       ) b group by s.source
     )
     insert into hour_top (hour, kind, device_id, value, amount)
     select date_trunc('hour', r.at, 'UTC'), 'allowed', c.device_id, host(r.source), count(*)
     from listed l join record r on r.source = l.source join context c on c.id = r.context
     where r.id > $1 and r.id <= $2 and c.action = 'allow' and c.type = 'TRAFFIC'
       and r.at > l.since + $3::interval
     group by 1, 3, 4
     on conflict (hour, kind, device_id, value) do update set amount = hour_top.amount + excluded.amount`,
    [from, through, listDelay],
  );
}

async function keepBusiest(client: Queryable, hours: readonly number[]): Promise<void> {
  await client.query(
    `delete from hour_top t using (
       select hour, kind, device_id, value,
         row_number() over (partition by hour, kind, device_id order by amount desc, value) as place
       from hour_top where hour = any($2::timestamptz[])
     ) ranked
     where ranked.place > $1
       and (t.hour, t.kind, t.device_id, t.value) = (ranked.hour, ranked.kind, ranked.device_id, ranked.value)`,
    [kept, hours.map((hour) => new Date(hour))],
  );
}
