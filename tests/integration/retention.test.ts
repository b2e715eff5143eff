import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMaintenance } from '../../detector/serve/jobs/maintenance.ts';
import { createLog } from '../../detector/log.ts';
import { defaultSettings } from '../../detector/model/settings.ts';
import { dayMs } from '../../detector/time/units.ts';
import { openTestStore } from '../support/store.ts';

const nowMs = Date.parse('2026-11-21T12:00:00Z');

test('history is kept for a year, what led to nothing as long as records, and all of it goes in portions', async (t) => {
  const { database, partitions } = await openTestStore(t, nowMs);
  const { pool } = database;
  // More than one portion of each.
  await pool.query(
    `insert into block (address, origin, detected_at, last_seen_at, created_by, released_at)
     select '45.0.0.0'::inet + i, 'port-scan', b.at, b.at, b.name, case when b.name <> 'active' then b.at end
     from (values ('old', $1::timestamptz, 2500), ('recent', $2, 10), ('active', $1, 5)) as b (name, at, n), generate_series(1, b.n) i`,
    [new Date(nowMs - 400 * dayMs), new Date(nowMs - 300 * dayMs)],
  );
  await pool.query(
    `insert into finding (at, case_name, source, source_location, amount, outcome, evidence, record_id, block_id)
     select detected_at, 'port-scan', address, created_by, 1, 'block', '{}', 1, id from block`,
  );
  await pool.query(
    `insert into finding (at, case_name, source, source_location, amount, outcome, evidence, record_id, decided_at)
     select f.at, 'port-scan', '91.0.0.0'::inet + i + f.n * 100000, f.name, 1, 'hold', '{}', 1, f.decided_at
     from (values ('undecided', $1::timestamptz, null::timestamptz, 12000), ('decided', $1, $1, 3), ('waiting', $2, null, 2))
       as f (name, at, decided_at, n), generate_series(1, f.n) i`,
    [new Date(nowMs - 100 * dayMs), new Date(nowMs - 10 * dayMs)],
  );
  await pool.query(
    `insert into audit_event (at, actor, action, subject)
     select a.at, 'test', 'test', a.name from (values ('old', $1::timestamptz, 12000), ('recent', $2, 7)) as a (name, at, n), generate_series(1, a.n)`,
    [new Date(nowMs - 400 * dayMs), new Date(nowMs - 300 * dayMs)],
  );
  const jobs = createMaintenance({
    ...{ database, partitions, defaults: defaultSettings('UTC'), now: () => nowMs },
    ...{ flush: () => Promise.resolve(), renewCertificate: () => Promise.resolve('') },
  });
  const job = jobs.find(({ name }) => name === 'delete-old-records');
  await job?.run({ startedAt: nowMs, dueAt: nowMs, timeZone: 'UTC', log: createLog('silent') });
  const count = async (table: string, name: string): Promise<object[]> => {
    const { rows } = await pool.query<{ name: string; n: number }>(
      `select ${name} as name, count(*) as n from ${table} group by 1 order by 1`,
    );
    return rows;
  };
  assert.deepEqual(await count('block', 'created_by'), [
    { name: 'active', n: 5 },
    { name: 'recent', n: 10 },
  ]);
  assert.deepEqual(await count('finding', 'source_location'), [
    { name: 'decided', n: 3 },
    { name: 'recent', n: 10 },
    { name: 'waiting', n: 2 },
  ]);
  assert.deepEqual(await count('audit_event', 'subject'), [{ name: 'recent', n: 7 }]);
});
