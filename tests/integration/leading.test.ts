import assert from 'node:assert/strict';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import pg from 'pg';
import { addDevice } from '../../detector/actions/devices/addDevice.ts';
import { serve } from '../../detector/serve/serve.ts';
import type { ServeOptions } from '../../detector/serve/serve.ts';
import { openSession } from '../../detector/serve/session.ts';
import type { Session } from '../../detector/serve/session.ts';
import { createLog } from '../../detector/log.ts';
import { scanLines } from '../support/lines.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { openRelay } from '../support/relay.ts';
import { configurationFor, makeFolder } from '../support/service.ts';
import { waitUntil } from '../support/waitUntil.ts';

const log = createLog('silent');
const standsBy = 'Another detector works on this database: this one stands by, serving the list.';
const takesOver = 'No other detector works on this database any more: this one takes over.';

interface Service {
  readonly dataDir: string;
  readonly printed: string[];
  says(line: string, times?: number): Promise<void>;
  works(times?: number): Promise<void>;
  /** Resolves with how long the end took, ms. */
  stop(): Promise<number>;
}

async function start(t: TestContext, connectionString: string, more: Partial<ServeOptions> = {}): Promise<Service> {
  const dataDir = await makeFolder(t);
  const printed: string[] = [];
  let works = 0;
  const stop = new AbortController();
  const served = serve({
    ...{ configuration: configurationFor(connectionString, dataDir), log, now: Date.now },
    ...{ print: (line: string) => printed.push(line), stop: stop.signal, onWorking: () => works++ },
    ...more,
  });
  served.catch(() => undefined);
  const end = async (): Promise<number> => {
    const startedAt = performance.now();
    stop.abort();
    await served;
    return performance.now() - startedAt;
  };
  t.after(end);
  return {
    dataDir,
    printed,
    says: (wanted, times = 1) =>
      waitUntil(`it says "${wanted}"`, () => printed.filter((line) => line.includes(wanted)).length >= times),
    works: (times = 1) => waitUntil('it works', () => works >= times),
    stop: end,
  };
}

async function openTestSession(t: TestContext, connectionString: string): Promise<Session> {
  const session = await openSession(configurationFor(connectionString, await makeFolder(t)), log);
  t.after(() => session.close());
  return session;
}

test('a detector that stands by says so, and says when it takes over', async (t) => {
  const connectionString = await createTestDatabase(t);
  const first = await start(t, connectionString);
  await first.works();
  const second = await start(t, connectionString);
  await second.says(standsBy);
  await first.stop();
  await second.says(takesOver);
  await second.works();
  assert.ok(!first.printed.includes(standsBy) && !first.printed.includes(takesOver));
  assert.equal(second.printed.filter((line) => line === standsBy).length, 1);
});

test('a detector that loses the lead says that it takes no more lines, and works again when it can', async (t) => {
  const connectionString = await createTestDatabase(t);
  const service = await start(t, connectionString);
  await service.works();
  const { database } = await openTestSession(t, connectionString);
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'active-defense leader' and datname = current_database()`,
  );
  await service.says('the lead is lost: no lines are taken any more');
  await service.works(2);
});

test('a second detector on the same data folder is refused by the number of the first', async (t) => {
  const connectionString = await createTestDatabase(t);
  const service = await start(t, connectionString);
  await service.works();
  const again = serve({
    ...{ configuration: configurationFor(connectionString, service.dataDir), log, now: Date.now },
    ...{ print: () => undefined, stop: new AbortController().signal },
  });
  await assert.rejects(again, { code: 'already-running', message: new RegExp(`process ${process.pid}\\)`) });
  const file = join(service.dataDir, 'detector.pid');
  const claim = await readFile(file, 'utf8');
  await service.stop();
  await assert.rejects(readFile(file), { code: 'ENOENT' });
  const otherBoot = claim.replace(/\S+\n$/, 'other-boot\n');
  assert.notEqual(otherBoot, claim);
  await writeFile(file, otherBoot);
  const configuration = configurationFor(connectionString, service.dataDir);
  const next = await start(t, connectionString, { configuration });
  await next.works();
});

test('a defect while lines are worked on ends the work in order, and it begins anew after a rest', async (t) => {
  const connectionString = await createTestDatabase(t);
  const session = await openTestSession(t, connectionString);
  const path = join(await makeFolder(t), 'fw-1.log');
  const device = { name: 'fw-1', hosts: [], files: [path], senders: [], timeZone: 'UTC', format: null };
  await addDevice(session.actor('test', Date.now()), device);
  let defects = 0;
  // The only thing of a test's that is called while a batch is worked on is the clock.
  const now = (): number => {
    const isPreparing = /batchPreparation/.test(new Error().stack ?? '');
    if (isPreparing && defects < 1) {
      defects++;
      throw new TypeError('a defect');
    }
    return Date.now();
  };
  const service = await start(t, connectionString, { now });
  await appendFile(path, `${scanLines('45.142.193.118', 11, Date.now() - 20_000).join('\n')}\n`);
  await service.says('The work broke off at a defect');
  await service.works(2);
  await waitUntil('all lines are stored once', async () => {
    const { rows } = await session.database.pool.query<{ n: number }>('select count(*) as n from record');
    return rows[0].n === 11;
  });
  assert.equal(defects, 1);
});

test('a stop ends a start that reads the stored records back', async (t) => {
  const connectionString = await createTestDatabase(t);
  await openTestSession(t, connectionString);
  const blocker = new pg.Client({ connectionString });
  // The database goes before its connections do.
  blocker.on('error', () => undefined);
  await blocker.connect();
  await blocker.query('begin');
  await blocker.query('lock table record in access exclusive mode');
  const service = await start(t, connectionString);
  await waitUntil('the records are being read', async () => {
    const { rows } = await blocker.query(`select from pg_locks where not granted and relation = 'record'::regclass`);
    return rows.length > 0;
  });
  const tookMs = await service.stop();
  await blocker.end();
  assert.ok(tookMs < 3_000, `${tookMs} ms`);
});

test('a stop comes to its end though the database fell silent', async (t) => {
  const relay = await openRelay(t, await createTestDatabase(t));
  const service = await start(t, relay.connectionString);
  await service.works();
  relay.fallSilent({ forGood: true });
  const tookMs = await service.stop();
  // Each part gives up after a limit of its own: 26 s in all, and more where the jobs of a minute had just begun.
  assert.ok(tookMs < 85_000, `${tookMs} ms`);
  assert.match(service.printed.at(-1) ?? '', /^Stopped/);
});
