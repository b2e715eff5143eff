import type { Database } from '../../detector/store/database.ts';
import { insertDevice } from '../../detector/store/devices.ts';
import { insertContexts } from '../../detector/store/records/contexts.ts';
import { openRecordPartitions } from '../../detector/store/records/recordPartitions.ts';
import type { Context } from '../../detector/model/record.ts';
import { deniedContext } from '../support/context.ts';

const dayMs = 86_400_000;

/** Fills a migrated database: records of the last day, as many active blocks as released ones, findings and counts. */
export async function fillStore(
  into: Database,
  { records, blocks, nowMs }: { records: number; blocks: number; nowMs: number },
): Promise<void> {
  const { pool } = into;
  for (const name of ['FW-1', 'FW-2']) {
    const device = { name, hosts: [name], files: [], senders: [], timeZone: null, format: null };
    await insertDevice(pool, device);
  }
  await insertContexts(
    pool,
    Array.from({ length: 4_000 }, (_, i) => contextOf(i + 1)),
  );
  const partitions = await openRecordPartitions(into, Math.floor(nowMs / dayMs) - 90);
  const days = [1, 0].map((age) => Math.floor(nowMs / dayMs) - age);
  for (const day of days) await partitions.ensure(day, 1);
  await pool.query(
    `insert into record (at, id, context, source_port, destination_port, source, destination, detail)
     select to_timestamp($2 - (86400.0 * ($1 - n) / $1)), n, 1 + n % 4000, 40000, (n * 7919) % 5000,
       '45.0.0.0'::inet + (n * 2654435761 % 200000), '203.0.113.0'::inet + n % 256,
       case when n % 10 = 0 then jsonb_build_object('threatId', (n % 900)::text, 'threatName', 'Threat number ' || n % 900) end
     from generate_series(1, $1::bigint) n`,
    [records, nowMs / 1000],
  );
  const evidence = JSON.stringify({
    settings: { ports: 10, minutes: 10, count: 'denied', mode: 'block' },
    ...{ deviceId: 1, firstAt: nowMs, lastAt: nowMs },
    contacts: Array.from({ length: 30 }, (_, i) => ({ value: 1000 + i, at: nowMs })),
  });
  await pool.query(
    `insert into block (address, origin, location, detected_at, last_seen_at, expires_at, reason, evidence, findings, created_by, released_at)
     select '45.0.0.0'::inet + n, (array['port-scan', 'port-sweep', 'vulnerability'])[1 + n % 3], 'Country ' || n % 120,
       to_timestamp($3 - n * 30), to_timestamp($3 - n * 20), to_timestamp($3 + n * 20), '', $2, n % 50, 'detector',
       case when n > $1 then to_timestamp($3 - n) end
     from generate_series(1, 2 * $1::bigint) n`,
    [blocks, evidence, Math.floor(nowMs / 1000)],
  );
  await pool.query(
    `insert into finding (at, case_name, source, source_location, target, amount, outcome, reason, block_id, evidence, record_id)
     select to_timestamp($3 - n * 20), 'port-scan', '45.0.0.0'::inet + n, 'Country ' || n % 120, '203.0.113.5', 11,
       case when n % 20 = 0 then 'hold' when n % 20 = 1 then 'refuse' else 'block' end, case when n % 20 = 1 then 'allowlist' end,
       null, $2, n
     from generate_series(1, 2 * $1::bigint) n`,
    [blocks, evidence, Math.floor(nowMs / 1000)],
  );
  await pool.query(
    `insert into minute_count select to_timestamp($1 - 60 * m), k.id, 5 from generate_series(0, 1439) m, count_key k where k.id % 4 = m % 4`,
    [Math.floor(nowMs / 60_000) * 60],
  );
  await pool.query(
    `insert into intake_minute select to_timestamp($1 - 60 * m), d, 500, 490, 10 from generate_series(0, 129600) m, generate_series(1, 2) d`,
    [Math.floor(nowMs / 60_000) * 60],
  );
  await pool.query('analyze');
}

function contextOf(id: number): Context {
  return {
    ...deniedContext,
    id,
    deviceId: 1 + (id % 2),
    type: id % 10 === 0 ? 'THREAT' : 'TRAFFIC',
    action: id % 4 === 0 ? 'allow' : 'deny',
    rule: `rule ${id % 30}`,
    severity: 'high',
    sourceLocation: `Country ${id % 120}`,
  };
}
