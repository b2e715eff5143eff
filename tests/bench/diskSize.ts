import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Database } from '../../detector/store/database.ts';
import { countBusiest } from '../../detector/store/counts/topCounts.ts';
import { loadLastRecordId } from '../../detector/store/records/fence.ts';
import { openRecordPartitions } from '../../detector/store/records/recordPartitions.ts';
import { dayMs } from '../../detector/time/units.ts';
import { createLog } from '../../detector/log.ts';
import { measureWholeWay } from './storingSpeed.ts';
import { writeTrafficFile } from './trafficFile.ts';
import { withSession } from './withSession.ts';

/**
 * `node .config/run.mjs tests/bench/diskSize.ts [--records N] [--days N]`: what simulated traffic of so many days takes on the
 * disk, once it is stored, detected, counted and indexed as the service does it.
 */
const { values } = parseArgs({
  options: { records: { type: 'string', default: '10000000' }, days: { type: 'string', default: '90' } },
});
const lines = Number(values.records);
const days = Number(values.days);
const folder = await mkdtemp(join(tmpdir(), 'active-defense-bench-'));
await chmod(folder, 0o755);

interface Size {
  readonly what: string;
  readonly rows: number;
  readonly bytes: number;
}

try {
  const path = join(folder, 'bench.log');
  const startAt = Date.now() - days * dayMs;
  await writeTrafficFile(path, { lines, startAt, recordRate: (lines * 1000) / (days * dayMs) });
  const sizes = await withSession(join(folder, 'data'), async (session, configuration) => {
    await measureWholeWay({ session, configuration, path, lines, log: createLog('warn') });
    await finish(session.database);
    return await measureSizes(session.database);
  });
  const figure = (amount: number, width: number) => amount.toLocaleString('en').padStart(width);
  const rate = ((lines * 1000) / (days * dayMs)).toFixed(1);
  process.stdout.write(`${figure(lines, 0)} records of ${days} days, ${rate} a second\n`);
  for (const { what, rows, bytes } of sizes) {
    const each = rows === 0 ? '' : `${figure(Math.round(bytes / rows), 7)} a row`;
    process.stdout.write(`${what.padEnd(24)}${figure(rows, 12)} rows ${figure(bytes, 16)} bytes ${each}\n`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** What the jobs of the service would have done by then. */
async function finish(database: Database): Promise<void> {
  const today = Math.floor(Date.now() / dayMs);
  const partitions = await openRecordPartitions(database, Math.floor(today - days) - 1);
  await partitions.indexClosed(await loadLastRecordId(database.pool), today + 2);
  await countBusiest(database);
  await database.pool.query('vacuum analyze');
}

async function measureSizes({ pool }: Database): Promise<Size[]> {
  const { rows } = await pool.query<Size>(
    `with leaf as (
       select case when relname like 'record\\_2%' then 'record' else relname end as name, oid, greatest(reltuples, 0) as rows
       from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
     )
     select case when part = 'index' then name || ', its indexes' else name end as what,
       sum(rows)::bigint as rows, sum(bytes)::bigint as bytes
     from leaf cross join lateral (
       values ('table', pg_table_size(oid)), ('index', pg_indexes_size(oid))
     ) p (part, bytes)
     group by name, part having sum(bytes) > 100000
     union all
     select 'log of changes (WAL)', 0, sum(size)::bigint from pg_ls_waldir()
     union all
     select 'the database', $1::bigint, pg_database_size(current_database())
     order by bytes desc`,
    [lines],
  );
  return rows;
}
