import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { addDevice } from '../../detector/actions/devices/addDevice.ts';
import { openSession } from '../../detector/serve/session.ts';
import { createLog } from '../../detector/log.ts';
import { createRandom } from '../../detector/simulate/random.ts';
import type { Database } from '../../detector/store/database.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { configurationFor, fetchList, makeFolder } from '../support/service.ts';
import { waitUntil } from '../support/waitUntil.ts';
import { startChild } from './childService.ts';
import type { ChildService } from './childService.ts';
import { appendLines } from './feed.ts';
import { countStored, readOrder } from './storedOutcome.ts';
import { trafficOf } from './traffic.ts';

const host = 'fw-1';
const minuteMs = 60_000;

interface Pair {
  readonly database: Database;
  readonly path: string;
  /** Starts a service with a data folder of its own; its database sessions are named after it. */
  start(name: string): Promise<ChildService>;
}

async function openPair(t: TestContext): Promise<Pair> {
  const services: ChildService[] = [];
  t.after(() => Promise.all(services.map((service) => service.kill())));
  const connectionString = await createTestDatabase(t);
  const path = join(await makeFolder(t), `${host}.log`);
  const session = await openSession(configurationFor(connectionString, await makeFolder(t)), createLog('silent'));
  t.after(() => session.close());
  const device = { name: host, hosts: [host], files: [path], senders: [], timeZone: 'UTC', format: null };
  await addDevice(session.actor('test', Date.now()), device);
  const start = async (name: string): Promise<ChildService> => {
    const url = new URL(connectionString);
    url.searchParams.set('application_name', name);
    const service = startChild({ connectionString: url.href, dataDir: await makeFolder(t) });
    services.push(service);
    return service;
  };
  return { database: session.database, path, start };
}

function buildLines(lines: number): string[] {
  const startAt = Math.floor(Date.now() / minuteMs) * minuteMs - 60 * minuteMs;
  return trafficOf({ host, network: '185.91', targets: '203.0.113', seed: 7, lines, startAt, stepMs: 100 });
}

async function assertEachOnce(database: Database, lines: readonly string[]): Promise<void> {
  assert.deepEqual(await readOrder(database.pool), { [host]: [...lines.keys()] });
}

test('a detector that stands by serves the list, and takes over within 10 s when the other is killed', async (t) => {
  const { database, path, start } = await openPair(t);
  const lines = buildLines(8_000);
  const first = await start('first');
  await first.said('Working');
  const second = await start('second');
  const secondPort = await second.listPort();
  const feeding = appendLines(path, lines, createRandom(8));
  const firstPort = await first.listPort();
  await waitUntil('both serve the same blocks', async () => {
    const [one, other] = await Promise.all([fetchList(firstPort), fetchList(secondPort)]);
    return one.status === 200 && one.body.split('\n').length > 3 && one.body === other.body;
  });
  await first.kill();
  const storedAtDeath = await countStored(database.pool);
  assert.ok(storedAtDeath < lines.length);
  const takingOver = waitUntil(
    'more is stored',
    async () => (await countStored(database.pool)) > storedAtDeath,
    10_000,
  );
  assert.equal((await fetchList(secondPort)).status, 200);
  await takingOver;
  await second.said('Working');
  await feeding;
  await waitUntil('all lines are stored', async () => (await countStored(database.pool)) >= lines.length);
  await assertEachOnce(database, lines);
});

test('a detector that was halted while another took over stores nothing when it goes on', async (t) => {
  const { database, path, start } = await openPair(t);
  const linesPerTurn = 4_000;
  const turns = 4;
  const lines = buildLines(linesPerTurn * turns);
  const names = ['first', 'second'];
  const services = [await start('first')];
  await services[0].said('Working');
  services.push(await start('second'));
  await services[1].listPort();
  const random = createRandom(9);
  const hasStored = (count: number) => async () => (await countStored(database.pool)) >= count;
  for (let turn = 0; turn < turns; turn++) {
    const halted = services[turn % 2];
    const before = turn * linesPerTurn;
    const feeding = appendLines(path, lines.slice(before, before + linesPerTurn), random);
    await waitUntil('the one stores', hasStored(before + 300));
    halted.send('SIGSTOP');
    await endSessionsThatBlock(database, names[turn % 2]);
    await waitUntil('the other stores', hasStored((await countStored(database.pool)) + 300));
    halted.send('SIGCONT');
    await feeding;
    await waitUntil('all lines of this turn are stored', hasStored(before + linesPerTurn));
  }
  await assertEachOnce(database, lines);
  const { rows } = await database.pool.query<{ wrong: number }>(
    `select count(*) as wrong from syslog_records
     where rule like 'sensor %' and rule <> 'sensor ' || (extra ->> 'SeqNo')::int / 300`,
  );
  assert.equal(rows[0].wrong, 0, 'texts that the halted one had met name the records of the other');
});

/**
 * What the server does with the sessions of a machine that answers no more; here only those that hold a lock, so that the
 * halted detector can still write when it goes on.
 */
async function endSessionsThatBlock({ pool }: Database, name: string): Promise<void> {
  await pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity a
     where application_name = $1
       and (xact_start is not null or exists (select from pg_locks l where l.pid = a.pid and l.locktype = 'advisory'))`,
    [name],
  );
}
