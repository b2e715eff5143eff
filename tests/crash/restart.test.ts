import assert from 'node:assert/strict';
import { appendFile, chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { changeSettings } from '../../detector/actions/settings/changeSettings.ts';
import { releaseBlocks } from '../../detector/actions/blacklist/releaseBlocks.ts';
import { switchDetection } from '../../detector/actions/settings/switchDetection.ts';
import type { Actor } from '../../detector/actions/actor.ts';
import { openSession } from '../../detector/serve/session.ts';
import { createLog } from '../../detector/log.ts';
import { startEmbeddedPostgres } from '../../detector/embedded/embeddedPostgres.ts';
import { findingsOf } from '../../detector/store/blacklist/findings.ts';
import { scanLines } from '../support/lines.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { configurationFor, makeFolder, register, startService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { waitUntil } from '../support/waitUntil.ts';
import { countStored } from './storedOutcome.ts';

const scanner = '45.142.193.118';
const startAt = Math.floor(Date.now() / 1_000) * 1_000 - 60_000;
/** Port 1000 + i is reached i seconds after the start. */
const scan = scanLines(scanner, 60, startAt);
const atOf = (line: number): number => startAt + line * 1_000;

interface Installation {
  start(): Promise<TestService>;
  /** Appends lines of the scan and resolves when they are stored. */
  write(service: TestService, from: number, to: number): Promise<void>;
  /** Does something as a person would while no detector runs. */
  meanwhile(act: (actor: Actor) => Promise<unknown>): Promise<void>;
}

/** A database and a data folder that services are started on, one after the other, with one device and its file. */
async function install(t: TestContext): Promise<Installation> {
  const services: TestService[] = [];
  t.after(() => Promise.all(services.map((service) => service.stop())));
  const connectionString = await createTestDatabase(t);
  const dataDir = await makeFolder(t);
  const path = join(await makeFolder(t), 'fw-1.log');
  const start = async (): Promise<TestService> => {
    const service = await startService(t, { connectionString, dataDir });
    services.push(service);
    return service;
  };
  const first = await start();
  await register(first, 'fw-1', [path]);
  await first.stop();
  return {
    start,
    async write({ session }, from, to) {
      const expected = (await countStored(session.database.pool)) + to - from;
      await appendFile(path, `${scan.slice(from, to).join('\n')}\n`);
      await waitUntil('the lines are stored', async () => (await countStored(session.database.pool)) === expected);
    },
    async meanwhile(act) {
      const session = await openSession(configurationFor(connectionString, dataDir), createLog('silent'));
      await act(session.actor('admin', Date.now()));
      await session.close();
    },
  };
}

async function found({ session }: TestService): Promise<{ at: number; count: number }[]> {
  const findings = await findingsOf(session.database.pool, scanner, 100);
  return findings.map(({ at, count }) => ({ at, count }));
}

test('a stop and a start in the middle of a scan change nothing', async (t) => {
  const { start, write } = await install(t);
  const before = await start();
  await write(before, 0, 7);
  await before.stop();
  const between = await start();
  await write(between, 7, 10);
  assert.deepEqual(await found(between), []);
  await between.stop();
  const after = await start();
  await write(after, 10, 14);
  await after.stop();
  const last = await start();
  await write(last, 14, 40);
  assert.deepEqual(await found(last), [{ at: atOf(10), count: 11 }]);
  assert.deepEqual(await last.list(), [scanner]);
});

test('settings that are changed while no detector runs hold for what it stored before', async (t) => {
  const { start, write, meanwhile } = await install(t);
  const before = await start();
  await write(before, 0, 6);
  await before.stop();
  await meanwhile((actor) => changeSettings(actor, { portScan: { ports: 6 } }));
  const after = await start();
  assert.equal(after.work.detection.settings().portScan.ports, 6);
  await write(after, 6, 7);
  assert.deepEqual(await found(after), [{ at: atOf(6), count: 7 }]);
});

test('settings that the windows do not depend on are in force at once and rebuild nothing, also over a restart', async (t) => {
  const { start, write, meanwhile } = await install(t);
  const before = await start();
  await write(before, 0, 6);
  // Windows that were rebuilt would be empty now.
  await before.session.database.pool.query('truncate record');
  await changeSettings(before.session.actor('admin', Date.now()), { blockMonths: 2 });
  await waitUntil('the setting holds', () => before.work.detection.settings().blockMonths === 2);
  await before.stop();
  await meanwhile((actor) => changeSettings(actor, { blockMonths: 3, portScan: { ports: 10 } }));
  const after = await start();
  assert.equal(after.work.detection.settings().blockMonths, 3);
  await write(after, 6, 11);
  assert.deepEqual(await found(after), [{ at: atOf(10), count: 11 }]);
});

test('a snapshot of before settings that came and went is not gone on with', async (t) => {
  const { start, write, meanwhile } = await install(t);
  const before = await start();
  await write(before, 0, 6);
  await before.stop();
  const between = await start();
  const { pool } = between.session.database;
  await pool.query('create table kept as select * from engine_snapshot');
  for (const ports of [6, 10]) {
    await changeSettings(between.session.actor('admin', Date.now()), { portScan: { ports } });
    await waitUntil('the settings hold', () => between.work.detection.settings().portScan.ports === ports);
  }
  await pool.query('truncate record');
  await between.stop();
  await meanwhile(({ database }) =>
    database.pool.query('delete from engine_snapshot; insert into engine_snapshot select * from kept'),
  );
  const after = await start();
  await write(after, 6, 12);
  assert.deepEqual(await found(after), [], 'the windows were rebuilt, of records that are gone');
});

test('detection stays off over a restart, and counts on meanwhile', async (t) => {
  const { start, write, meanwhile } = await install(t);
  const before = await start();
  await write(before, 0, 5);
  await before.stop();
  await meanwhile((actor) => switchDetection(actor, false));
  const off = await start();
  assert.equal(off.work.detection.isOn(), false);
  await write(off, 5, 12);
  await off.stop();
  const stillOff = await start();
  assert.equal(stillOff.work.detection.isOn(), false);
  await write(stillOff, 12, 14);
  assert.deepEqual(await found(stillOff), []);
  await switchDetection(stillOff.session.actor('admin', Date.now()), true);
  await waitUntil('detection is on', () => stillOff.work.detection.isOn());
  await write(stillOff, 14, 15);
  assert.deepEqual(await found(stillOff), [{ at: atOf(14), count: 15 }]);
});

test('what was counted before a release stays forgotten when settings change and the detector starts anew', async (t) => {
  const { start, write, meanwhile } = await install(t);
  const before = await start();
  await write(before, 0, 15);
  assert.equal((await found(before)).length, 1);
  await before.stop();
  await meanwhile(async (actor) => {
    await releaseBlocks(actor, { addresses: [scanner] }, 'a partner');
    await changeSettings(actor, { portScan: { ports: 12 } });
  });
  const after = await start();
  await write(after, 15, 27);
  assert.equal((await found(after)).length, 1);
  await changeSettings(after.session.actor('admin', Date.now()), { portScan: { ports: 13 } });
  await waitUntil('the settings hold', () => after.work.detection.settings().portScan.ports === 13);
  await write(after, 27, 28);
  assert.equal((await found(after)).length, 1);
  await write(after, 28, 29);
  assert.deepEqual((await found(after))[0], { at: atOf(28), count: 14 });
  assert.deepEqual(await after.list(), []);
});

test('while the database is down the list is served and lines wait', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'active-defense-test-'));
  await chmod(folder, 0o755);
  const path = join(folder, 'fw-1.log');
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: createLog('silent'), durable: false });
  const service = await startService(t, { connectionString: postgres.connectionString });
  t.after(async () => {
    await service.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const { pool } = service.session.database;
  await register(service, 'fw-1', [path]);
  await appendFile(path, `${scan.slice(0, 11).join('\n')}\n`);
  await waitUntil('the scanner is listed', async () => (await service.list()).includes(scanner));

  const { rows } = await pool.query<{ pid: string }>(
    `select split_part(pg_read_file('postmaster.pid'), e'\\n', 1) as pid`,
  );
  const postmaster = Number(rows[0].pid);
  process.kill(postmaster, 'SIGINT');
  // One that only refuses connections already would be taken for one that runs.
  await waitUntil('the database is down', () => !isAlive(postmaster));
  const other = '185.91.127.81';
  await appendFile(path, `${[...scan.slice(11, 20), ...scanLines(other, 11, startAt + 30_000)].join('\n')}\n`);
  assert.deepEqual(await service.list(), [scanner]);

  await postgres.ensureRunning();
  await waitUntil('what waited is found', async () => (await service.list()).includes(other));
  assert.deepEqual(await service.list(), [scanner, other]);
  assert.equal(await countStored(pool), 31);
  assert.deepEqual(await found(service), [{ at: atOf(10), count: 11 }]);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
