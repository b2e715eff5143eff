import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { types } from 'pg';
import type { ClientBase } from 'pg';
import { defaultSettings } from '../../detector/model/settings.ts';
import { openReader } from './openReader.ts';
import type { ReaderScene } from './openReader.ts';
import { dashboards, provisionedNames, rules } from './provisioned.ts';
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

async function firing(reader: Asking): Promise<string[]> {
  const found: string[] = [];
  for (const rule of all) {
    const values = await valuesOf(reader, rule);
    assert.ok(values.length > 0, `${rule.uid} has no data, which fires`);
    if (values.some((value) => isFiring(rule, value))) found.push(rule.uid.replace('active-defense-', ''));
  }
  return found.sort();
}

/** What fires after something went wrong, which is undone afterwards. */
async function firingAfter({ database, role }: ReaderScene, wrong: string): Promise<string[]> {
  const client = await database.pool.connect();
  try {
    await client.query(`begin; ${wrong}; set local role ${role}; set local search_path = report`);
    return await firing(client);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const later = `insert into vital select minute - interval '2 minutes', process, at, is_working, stored_ms, published_ms,
  records_waiting, backlog_bytes, memory_bytes, contacts, contacts_capacity, contacts_evicted, list_entries,
  certificate_ends_at, tls_failures, disk_free_bytes, 0, 0, 0, 0 from vital`;

/** Lines that came two days ago, so that there is something usual. */
const longAgo = `insert into intake_minute (minute, device_id, lines, records, unreadable)
  values (date_trunc('minute', now()) - interval '2 days', 1, 1, 1, 0)`;
const newBlocks = (
  count: number,
  age = '0 s',
  base = '192.0.2.0',
) => `insert into block (address, origin, detected_at, last_seen_at, created_at, created_by)
  select '${base}'::inet + g, 'port-scan', now(), now(), now() - interval '${age}', 'detector' from generate_series(1, ${count}) g`;

/** One thing that goes wrong for each rule. */
const wrongs: Readonly<Record<string, string>> = {
  'detection-off': `insert into settings (revision, value, detection) values (1, '{}', false)`,
  heartbeat: `update vital set at = now() - interval '61 seconds'`,
  'device-quiet': `update intake_minute set minute = minute - interval '2 days'`,
  unreadable: `update intake_minute set unreadable = 30`,
  late: `${later}; update vital set late = 500 where lines > 0`,
  lost: `${later}; update vital set lost = 500 where lines > 0`,
  'client-refused': `update list_poll set status = 401 where minute = (select max(minute) from list_poll)`,
  'client-missing': `update list_client set last_at = now() - interval '7 minutes'`,
  'own-network': `update finding set outcome = 'refuse', reason = 'own-network'`,
  'list-capacity': `update vital set list_entries = 40001; delete from settings`,
  'job-failed': `update job_run set outcome = 'failed'`,
  'mail-waits': `update mail set created_at = now() - interval '20 minutes'`,
  certificate: `update vital set certificate_ends_at = now() + interval '6 days'`,
  disk: `${later}; update vital set minute = minute - interval '1 day', at = at - interval '1 day', disk_free_bytes = 2e11 where lines = 0`,
  'many-blocks': `${longAgo}; insert into block (address, origin, detected_at, last_seen_at, created_by)
    select '192.0.2.0'::inet + g, 'port-scan', now(), now(), 'detector' from generate_series(1, 30) g`,
  allowed: `insert into hour_top values (date_trunc('hour', now(), 'UTC'), 'allowed', 1, '198.18.0.7', 3)`,
  'hits-stopped': `update minute_count set minute = minute - interval '10 hours';
    update hour_count set hour = hour - interval '10 hours', amount = 100`,
  'sensor-silent': `update minute_count set minute = minute - interval '10 hours';
    update hour_count set hour = hour - interval '10 hours', amount = 300`,
};

describe('the alert rules', () => {
  it('have data on an empty database, where nothing fires but the heartbeat that is missing', async (t) => {
    const scene = await openReader(t);
    await scene.database.pool.query(`update installation set created_at = now() - interval '1 hour'`);
    assert.deepEqual(await firing(scene.reader), ['heartbeat']);
  });

  it('fire for what waits and for new blocks, and for nothing else in quiet times', async (t) => {
    const scene = await openReader(t);
    await putActivity(scene.database, Date.now());
    assert.deepEqual(await firing(scene.reader), ['held', 'new-block']);
  });

  it('fire one by one when what they watch goes wrong', async (t) => {
    const scene = await openReader(t);
    const { pool } = scene.database;
    await putActivity(scene.database, Date.now());
    await pool.query(`update finding set decided_at = now() where outcome = 'hold'`);
    await pool.query(`update block set created_at = created_at - interval '1 hour'`);
    assert.deepEqual(await firing(scene.reader), []);
    for (const [name, wrong] of Object.entries(wrongs)) {
      const fired = await firingAfter(scene, wrong);
      assert.ok(fired.includes(name), `${name} does not fire, but ${fired.join(', ')}`);
    }
    const watched = all.filter(({ isPaused }) => !isPaused).map(({ uid }) => uid.replace('active-defense-', ''));
    assert.deepEqual([...Object.keys(wrongs), 'held'].sort(), watched.sort());
  });

  it('of many blocks goes by what was usual, and is silent for the first day', async (t) => {
    const scene = await openReader(t);
    await putActivity(scene.database, Date.now());
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
    const scene = await openReader(t);
    await putActivity(scene.database, Date.now());
    const isFull = async (entries: number, capacity: number) => {
      const value = JSON.stringify({ ...defaultSettings('UTC'), listCapacity: capacity });
      const wrong = `update vital set list_entries = ${entries};
        insert into settings (revision, value) values (1, '${value}') on conflict (singleton) do update set value = excluded.value`;
      return (await firingAfter(scene, wrong)).includes('list-capacity');
    };
    assert.deepEqual([await isFull(81, 100), await isFull(80, 100)], [true, false]);
    assert.deepEqual([await isFull(40_001, 150_000), await isFull(120_001, 150_000)], [false, true]);
  });

  it('name their contact point themselves, fire without data and on errors, and say what to do', () => {
    const { dataSources, contactPoints } = provisionedNames();
    const boards = new Map(dashboards().map(({ dashboard }) => [dashboard.uid, dashboard.panels.map(({ id }) => id)]));
    assert.equal(new Set(all.map(({ uid }) => uid)).size, all.length);
    for (const rule of all) {
      assert.ok(contactPoints.includes(rule.notification_settings?.receiver ?? ''), rule.uid);
      assert.deepEqual([rule.noDataState, rule.execErrState], ['Alerting', 'Alerting'], rule.uid);
      assert.match(rule.for, /^\d+[sm]$/, rule.uid);
      assert.ok(boards.get(rule.dashboardUid)?.includes(rule.panelId), rule.uid);
      assert.deepEqual(
        rule.data.map(({ datasourceUid }) => datasourceUid),
        [...dataSources, '__expr__'],
        rule.uid,
      );
      const { summary = '', description = '' } = rule.annotations;
      assert.ok(summary.length > 10 && description.length > 40, rule.uid);
    }
  });

  it('are all on but that of new blocks', () => {
    assert.deepEqual(
      all.filter(({ isPaused }) => isPaused).map(({ uid }) => uid),
      ['active-defense-new-block'],
    );
  });
});
