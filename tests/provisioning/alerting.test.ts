import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { types } from 'pg';
import type { ClientBase } from 'pg';
import { defaultSettings } from '../../detector/model/settings.ts';
import { addIntakeCounts } from '../../detector/store/counts/intakeCounts.ts';
import { addIntakeMinutes } from '../../detector/store/counts/intakeMinutes.ts';
import { openReader } from './openReader.ts';
import type { ReaderScene } from './openReader.ts';
import { rules } from './provisioned.ts';
import type { Rule } from './provisioned.ts';
import { putActivity } from './putActivity.ts';

type Asking = Pick<ClientBase, 'query'>;

const { INT2, INT4, INT8, FLOAT4, FLOAT8, NUMERIC } = types.builtins;
const numberTypes: readonly number[] = [INT2, INT4, INT8, FLOAT4, FLOAT8, NUMERIC];

const all = rules();

function sqlOf({ uid, data }: Rule): string {
  return data.find(({ model }) => model.rawSql !== undefined)?.model.rawSql ?? assert.fail(`${uid} asks nothing`);
}

/** The value of each series; Grafana takes one number column, the others are labels. */
async function valuesOf(reader: Asking, rule: Rule): Promise<number[]> {
  const { rows, fields } = await reader.query<Record<string, unknown>>(sqlOf(rule));
  const numbers = fields.filter(({ dataTypeID }) => numberTypes.includes(dataTypeID));
  assert.equal(numbers.length, 1, rule.uid);
  return rows.map((row) => Number(row[numbers[0].name]));
}

function isFiring({ data }: Rule, value: number): boolean {
  const { conditions } = data[1].model as { conditions?: { evaluator: { type: string; params: number[] } }[] };
  const { type, params } = conditions?.[0]?.evaluator ?? assert.fail('no threshold');
  return type === 'lt' ? value < params[0] : value > params[0];
}

/** The rules that fire; what is paused aside. Where a detector is awake, each has data. */
async function firing(reader: Asking, isAwake = true): Promise<string[]> {
  const found: string[] = [];
  for (const rule of all.filter(({ isPaused }) => !isPaused)) {
    const values = await valuesOf(reader, rule);
    const hasData = isAwake || rule.uid === 'active-defense-heartbeat';
    assert.equal(values.length > 0, hasData, `${rule.uid} has ${values.length} values`);
    if (values.some((value) => isFiring(rule, value))) found.push(rule.uid.replace('active-defense-', ''));
  }
  return found.sort();
}

/** What fires after something went wrong, which is undone afterwards. */
async function firingAfter({ database, role }: ReaderScene, wrong: string, isAwake = true): Promise<string[]> {
  const client = await database.pool.connect();
  try {
    await client.query(`begin; ${wrong}; set local role ${role}; set local search_path = report`);
    return await firing(client, isAwake);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** A detector that has been at work for eight hours. */
async function openAwake(t: TestContext): Promise<ReaderScene> {
  const scene = await openReader(t);
  await putActivity(scene.database, Date.now());
  await scene.database.pool.query(
    `insert into vital select minute - g * interval '2 minutes', process, at - g * interval '2 minutes', is_working, stored_ms,
       published_ms, records_waiting, backlog_bytes, memory_bytes, contacts, contacts_capacity, contacts_evicted, list_entries,
       certificate_ends_at, tls_failures, disk_free_bytes, lines, unreadable, late, lost
     from vital, generate_series(1, 240) g`,
  );
  return scene;
}

/** The same with nothing to tell. */
async function openCalm(t: TestContext): Promise<ReaderScene> {
  const scene = await openAwake(t);
  await scene.database.pool.query(`update finding set decided_at = now() where outcome = 'hold'`);
  await scene.database.pool.query(`update block set created_at = created_at - interval '1 hour'`);
  return scene;
}

const newest = 'minute = (select max(minute) from vital)';
/** Records of this kind came until ten hours ago, three hundred of each in that hour. */
const noneSince = (which: string) => `
  update minute_count m set minute = minute - interval '10 hours' from count_key k where k.id = m.key and ${which};
  update hour_count k set hour = hour - interval '10 hours', amount = 300 where ${which}`;
const noRecords = noneSince('true');

/** Lines that came two days ago, so that there is something usual. */
const longAgo = `insert into intake_minute (minute, device_id, lines, records, unreadable)
  values (date_trunc('minute', now()) - interval '2 days', 1, 1, 1, 0)`;
const newBlocks = (
  count: number,
  age = '0 s',
  base = '192.0.2.0',
) => `insert into block (address, origin, detected_at, last_seen_at, created_at, created_by)
  select '${base}'::inet + g, 'port-scan', now(), now(), now() - interval '${age}', 'detector' from generate_series(1, ${count}) g`;

/** The real cause of each rule, with all that comes of it. */
const wrongs: Readonly<Record<string, string>> = {
  'detection-off': `insert into settings (revision, value, detection) values (1, '{}', false)`,
  'device-quiet': `${noRecords}; update intake_minute set minute = minute - interval '10 hours', lines = 2000`,
  unreadable: `${noRecords}; update intake_minute set unreadable = lines`,
  late: `${noRecords}; update vital set late = late + 500 where ${newest}`,
  lost: `update vital set lost = lost + 500 where ${newest}`,
  'client-refused': `update list_poll set status = 401 where minute = (select max(minute) from list_poll)`,
  'client-missing': `update list_client set last_at = now() - interval '7 minutes'`,
  'own-network': `update finding set outcome = 'refuse', reason = 'own-network'`,
  held: `update finding set decided_at = null where outcome = 'hold'`,
  'list-capacity': `update vital set list_entries = 40001; delete from settings`,
  'job-failed': `update job_run set outcome = 'failed'`,
  'mail-waits': `update mail set created_at = now() - interval '20 minutes'`,
  certificate: `update vital set certificate_ends_at = now() + interval '6 days'`,
  disk: `update vital set disk_free_bytes = 2e11 where minute < now() - interval '7 hours'`,
  'many-blocks': `${longAgo}; ${newBlocks(30)}`,
  allowed: `insert into hour_top values (date_trunc('hour', now(), 'UTC'), 'allowed', 1, '198.18.0.7', 3)`,
  'hits-stopped': noneSince(`k.rule = 'Active Defense Deny'`),
  'sensor-silent': noneSince(`k.rule <> 'Active Defense Deny'`),
};

/** Everything that a detector does stops for this long. */
const away = (time: string) => `${noRecords};
  delete from vital where at > now() - interval '${time}';
  update intake_minute set minute = minute - interval '${time}', lines = 2000;
  update list_poll set minute = minute - interval '${time}';
  update list_client set last_at = last_at - interval '${time}';
  update mail set created_at = created_at - interval '${time}'`;
const back = (
  since: string,
) => `insert into vital select date_trunc('minute', now(), 'UTC') - g * interval '1 minute', process,
  now() - g * interval '1 minute', is_working, stored_ms, published_ms, records_waiting, backlog_bytes, memory_bytes, contacts,
  contacts_capacity, contacts_evicted, list_entries, certificate_ends_at, tls_failures, disk_free_bytes, lines, unreadable, late, lost
  from (select * from vital order by minute desc limit 1) v, generate_series(0, ${since}) g; update mail set state = 'sent'`;

describe('the alert rules', () => {
  it('have no data on an empty database but for the heartbeat that is missing, which fires', async (t) => {
    const scene = await openReader(t);
    await scene.database.pool.query(`update installation set created_at = now() - interval '1 hour'`);
    assert.deepEqual(await firing(scene.reader, false), ['heartbeat']);
  });

  it('fire for what waits, and for nothing else in quiet times', async (t) => {
    const scene = await openAwake(t);
    assert.deepEqual(await firing(scene.reader), ['held']);
  });

  it('fire one by one when what they watch goes wrong, and for as long', async (t) => {
    const scene = await openCalm(t);
    assert.deepEqual(await firing(scene.reader), []);
    for (const [name, wrong] of Object.entries(wrongs)) {
      assert.deepEqual(await firingAfter(scene, wrong), [name]);
      assert.deepEqual(await firing(scene.reader), [], `after ${name}`);
    }
    const watched = all.filter(({ isPaused }) => !isPaused).map(({ uid }) => uid.replace('active-defense-', ''));
    assert.deepEqual([...Object.keys(wrongs), 'heartbeat'].sort(), watched.sort());
  });

  it('leave it to the heartbeat while no detector is there, for a minute or for hours', async (t) => {
    const scene = await openCalm(t);
    for (const time of ['61 seconds', '20 minutes', '3 hours']) {
      assert.deepEqual(await firingAfter(scene, away(time), false), ['heartbeat'], time);
    }
  });

  it('allow for the time in which none was there once one is back', async (t) => {
    const scene = await openCalm(t);
    const firesAfter = async (since: string, uid: string) => {
      const client = await scene.database.pool.connect();
      try {
        const reader = `set local role ${scene.role}; set local search_path = report`;
        await client.query(`begin; ${away('3 hours')}; ${back(since)}; ${reader}`);
        const rule = all.find((one) => one.uid === `active-defense-${uid}`) ?? assert.fail(uid);
        return (await valuesOf(client, rule)).some((value) => isFiring(rule, value));
      } finally {
        await client.query('rollback');
        client.release();
      }
    };
    for (const uid of ['client-missing', 'device-quiet', 'hits-stopped', 'sensor-silent', 'mail-waits']) {
      assert.equal(await firesAfter('2', uid), false, uid);
    }
    assert.deepEqual([await firesAfter('7', 'client-missing'), await firesAfter('16', 'device-quiet')], [true, true]);
  });

  it('of the certificate tells of its job, and that of jobs does not', async (t) => {
    const scene = await openCalm(t);
    const failed = `update job_run set name = 'certificate', outcome = 'failed'`;
    assert.deepEqual(await firingAfter(scene, failed), ['certificate']);
  });

  it('of unreadable lines is silent over other log types', async (t) => {
    const scene = await openCalm(t);
    const { pool } = scene.database;
    const devices = [
      {
        deviceId: 1,
        lines: 900,
        records: 0,
        late: 0,
        future: 0,
        otherTypes: 0,
        unknownWords: 0,
        zoneOffset: null,
        newestAt: Date.now(),
      },
    ];
    const other = { deviceId: 1, reason: 'other-type', lines: 900, samples: [] };
    const counts = { devices, unreadable: [other], unregistered: [], losses: {} };
    await addIntakeCounts(pool, counts, Date.now());
    await addIntakeMinutes(pool, counts, Date.now());
    assert.deepEqual(await firing(scene.reader), []);
    const { rows } = await scene.reader.query('select unreadable from devices');
    assert.deepEqual(rows, [{ unreadable: '2' }]);
  });

  it('of many blocks goes by what was usual, and is silent for the first day', async (t) => {
    const scene = await openAwake(t);
    await scene.database.pool.query(`update block set created_at = created_at - interval '30 days'`);
    const isNamed = async (wrong: string) => (await firingAfter(scene, wrong)).includes('many-blocks');
    assert.equal(await isNamed(newBlocks(200)), false);
    assert.deepEqual(
      [await isNamed(`${longAgo}; ${newBlocks(11)}`), await isNamed(`${longAgo}; ${newBlocks(10)}`)],
      [true, false],
    );
    const usual = (count: number) => newBlocks(count, '1 day', '198.51.0.0');
    // 470 blocks in the 47 hours before are ten an hour.
    assert.equal(await isNamed(`${longAgo}; ${usual(470)}; ${newBlocks(53)}`), true);
    assert.equal(await isNamed(`${longAgo}; ${usual(470)}; ${newBlocks(49)}`), false);
  });

  it('of the list goes by the capacity that the settings have', async (t) => {
    const scene = await openAwake(t);
    const isFull = async (entries: number, capacity: number) => {
      const value = JSON.stringify({ ...defaultSettings('UTC'), listCapacity: capacity });
      const wrong = `update vital set list_entries = ${entries};
        insert into settings (revision, value) values (1, '${value}') on conflict (singleton) do update set value = excluded.value`;
      return (await firingAfter(scene, wrong)).includes('list-capacity');
    };
    assert.deepEqual([await isFull(81, 100), await isFull(80, 100)], [true, false]);
    assert.deepEqual([await isFull(40_001, 150_000), await isFull(120_001, 150_000)], [false, true]);
  });
});
