import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { addDevice } from '../../detector/actions/devices/addDevice.ts';
import { removeDevice } from '../../detector/actions/devices/removeDevice.ts';
import { openSession } from '../../detector/serve/session.ts';
import type { Session } from '../../detector/serve/session.ts';
import { createLog } from '../../detector/log.ts';
import { listDevices } from '../../detector/store/devices.ts';
import { logLine } from '../support/lines.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { configurationFor, makeFolder, startService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { waitUntil } from '../support/waitUntil.ts';

const nobody = { hosts: [], files: [], senders: [], timeZone: 'UTC', format: null };

async function openTestSession(t: TestContext): Promise<Session> {
  const session = await openSession(
    configurationFor(await createTestDatabase(t), await makeFolder(t)),
    createLog('silent'),
  );
  t.after(() => session.close());
  return session;
}

const add = ({ actor }: Session, name: string, more: object) =>
  addDevice(actor('test', Date.now()), { ...nobody, name, ...more });

test('files that overlap those of another device are refused, a path inside a glob is not', async (t) => {
  const session = await openTestSession(t);
  await add(session, 'all', { files: ['/log/*.log'] });
  await add(session, 'one', { files: ['/log/fw-1.log'] });
  for (const file of [
    '/log/fw-*.log',
    '/log/*',
    '/log/{a,b}.log',
    '/log/*.log',
    '/log//fw-1.log',
    '/log/x/../fw-1.log',
  ]) {
    await assert.rejects(add(session, 'two', { files: [file] }), { code: 'device-wrong' }, file);
  }
  await add(session, 'two', { files: ['/log/*.txt', '/log/fw-2.log'] });
  await assert.rejects(add(session, 'three', { hosts: ['FW-3'], files: ['/log/*.t*'] }), /overlap \/log\/\*\.txt/);
});

test('of devices that are registered at the same moment with the same host or file one is', async (t) => {
  const session = await openTestSession(t);
  for (const [round, same] of [
    { hosts: ['FW-1'] },
    { files: ['/log/fw-1.log'] },
    { senders: ['192.0.2.1'] },
  ].entries()) {
    const tries = await Promise.allSettled(
      Array.from({ length: 5 }, (_, i) => add(session, `device ${round} ${i}`, same)),
    );
    assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
  }
  assert.equal((await listDevices(session.database.pool)).length, 3);
});

test("a path's lines are its device's, though a glob holds it: when it is registered later, and again after it was removed", async (t) => {
  const folder = await makeFolder(t);
  const service = await startService(t);
  const { session, work } = service;
  const path = join(folder, 'fw-1.log');
  let written = 0;
  const write = async (): Promise<void> => {
    await appendFile(path, `${logLine({ at: Date.now() - 20_000, source: '45.142.193.118', port: ++written })}\n`);
    await waitUntil('the line is stored', async () => (await storedOf(service)).length === written);
  };
  await add(session, 'all', { files: [join(folder, '*.log')] });
  await work.reloadDevices();
  await write();
  await add(session, 'one', { files: [path] });
  await work.reloadDevices();
  await write();
  await removeDevice(session.actor('test', Date.now()), 'one');
  await work.reloadDevices();
  await write();
  await add(session, 'one', { files: [path] });
  await work.reloadDevices();
  await write();
  assert.deepEqual(await storedOf(service), ['all', 'one', 'all', 'one']);
});

test('lines that were written while a device was not registered are stored once it is again', async (t) => {
  const folder = await makeFolder(t);
  const service = await startService(t);
  const { session, work } = service;
  const path = join(folder, 'fw-1.log');
  const lines = (from: number, to: number) =>
    Array.from(
      { length: to - from },
      (_, i) => `${logLine({ at: Date.now() - 20_000, source: '45.142.193.118', port: from + i })}\n`,
    );
  await add(session, 'one', { files: [path] });
  await work.reloadDevices();
  await appendFile(path, lines(1, 4).join(''));
  await waitUntil('the lines are stored', async () => (await storedOf(service)).length === 3);
  await removeDevice(session.actor('test', Date.now()), 'one');
  await work.reloadDevices();
  await appendFile(path, lines(4, 7).join(''));
  await add(session, 'one', { files: [path] });
  await work.reloadDevices();
  await appendFile(path, lines(7, 10).join(''));
  await waitUntil('all lines are stored', async () => (await storedOf(service)).length === 9);
});

/** The device of each record, in order. */
async function storedOf({ session }: TestService): Promise<string[]> {
  const { rows } = await session.database.pool.query<{ device: string }>(
    'select device from syslog_records order by id',
  );
  return rows.map(({ device }) => device);
}
