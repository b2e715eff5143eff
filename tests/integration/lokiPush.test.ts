import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { addDevice } from '../../detector/actions/devices/addDevice.ts';
import { changeSettings } from '../../detector/actions/settings/changeSettings.ts';
import { openSession } from '../../detector/serve/session.ts';
import { createLog } from '../../detector/log.ts';
import { createRandom } from '../../detector/simulate/random.ts';
import { listDevices } from '../../detector/store/devices.ts';
import { startChild } from '../crash/childService.ts';
import type { ChildService } from '../crash/childService.ts';
import { readOrder } from '../crash/storedOutcome.ts';
import { trafficOf } from '../crash/traffic.ts';
import { scanLines } from '../support/lines.ts';
import { goClientPush, jsonPush } from '../support/lokiPushes.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { configurationFor, makeFolder, register, startService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { waitUntil } from '../support/waitUntil.ts';

const json = 'application/json';

/** Sends as a client does, to the listener that is open at the moment; resolves with the status. */
async function pushTo(service: TestService, body: string | Buffer, type = json): Promise<number> {
  const token = (await readFile(join(service.dataDir, 'loki-token'), 'utf8')).trim();
  return await post(service.currentWork().receivers.ports.loki ?? 0, token, body, type);
}

async function post(port: number, token: string, body: string | Buffer, type = json): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/loki/api/v1/push`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': type },
    body,
    signal: AbortSignal.timeout(15_000),
  });
  await response.arrayBuffer();
  return response.status;
}

async function countRecords({ session }: TestService): Promise<number> {
  const { rows } = await session.database.pool.query<{ n: number }>('select count(*)::int as n from record');
  return rows[0].n;
}

test("what Grafana's Go library sends is stored once, however often it comes", async (t) => {
  const service = await startService(t);
  await register(service, 'FW-1');
  const send = () => pushTo(service, goClientPush, 'application/x-protobuf');
  assert.deepEqual(await Promise.all([send(), send()]), [204, 204]);
  assert.equal(await send(), 204);
  assert.equal(await countRecords(service), 11);
  const { rows } = await service.session.database.pool.query('select host, input, lines::int from unregistered');
  assert.deepEqual(rows, [{ host: 'fw-2', input: '127.0.0.1', lines: 1 }]);
});

test('the host label chooses the device, then the header, then the address', async (t) => {
  const service = await startService(t);
  for (const host of ['fw-1', 'fw-2']) await register(service, host);
  const line = (host: string, port: number) =>
    scanLines('185.91.127.81', 1, Date.now() - 60_000 + port, { host, port });
  const bare = line('', 4).map((text) => text.slice(text.indexOf('SrcLocation')));
  const body = jsonPush({
    'fw-1': [...line('fw-2', 1), ...bare],
    'log-server': line('fw-2', 2),
    '': line('fw-1', 3),
    stranger: bare,
  });
  assert.equal(await pushTo(service, body), 204);
  const { pool } = service.session.database;
  const { rows } = await pool.query('select device, destination_port as port from syslog_records order by 1, 2');
  assert.deepEqual(rows, [
    { device: 'fw-1', port: 1 },
    { device: 'fw-1', port: 3 },
    { device: 'fw-1', port: 4 },
    { device: 'fw-2', port: 2 },
  ]);
  const unregistered = await pool.query('select host, lines::int from unregistered');
  assert.deepEqual(unregistered.rows, [{ host: 'stranger', lines: 1 }]);
});

test('a host that only a label names becomes a device by itself when the settings say so', async (t) => {
  const service = await startService(t);
  await changeSettings(service.session.actor('test', Date.now()), { registerNewSenders: true });
  await service.work.settle();
  const [line] = scanLines('185.91.127.81', 1, Date.now());
  await pushTo(service, jsonPush({ 'fw-9': [line.slice(line.indexOf('SrcLocation'))] }));
  const { pool } = service.session.database;
  await waitUntil('it is a device', async () => (await listDevices(pool)).some(({ hosts }) => hosts[0] === 'fw-9'));
});

test('with the database away nothing is acknowledged, and what was sent meanwhile is stored once', async (t) => {
  const service = await startService(t);
  await register(service, 'fw-1');
  const { pool } = service.session.database;
  const lock = await pool.connect();
  await lock.query('begin');
  await lock.query('lock table push_batch in access exclusive mode');
  const body = jsonPush({ 'fw-1': scanLines('185.91.127.81', 11, Date.now() - 20_000) });
  assert.equal(await pushTo(service, body), 503);
  await lock.query('commit');
  lock.release();
  await waitUntil('it is acknowledged', async () => (await pushTo(service, body)) === 204);
  assert.equal(await countRecords(service), 11);
});

test('kills at random moments lose and double no line that clients push', async (t) => {
  const connectionString = await createTestDatabase(t);
  const dataDir = await makeFolder(t);
  const session = await openSession(configurationFor(connectionString, dataDir), createLog('silent'));
  t.after(() => session.close());
  const hosts = ['fw-1', 'fw-2'];
  for (const host of hosts) {
    const actor = session.actor('analyst', Date.now());
    await addDevice(actor, { name: host, hosts: [host], files: [], senders: [], timeZone: 'UTC', format: null });
  }
  let child: ChildService | undefined;
  const stop = new AbortController();
  t.after(async () => {
    stop.abort();
    await child?.kill();
  });
  const bodies = buildBodies(hosts);
  let acknowledged = 0;

  async function sendAll(): Promise<void> {
    const random = createRandom(7);
    for (const body of bodies) {
      while (!stop.signal.aborted && !(await sendOnce(body, random.pick([30, 10_000])))) await wait(10);
      acknowledged++;
    }
  }

  /** As a client does that loses patience, or its connection, at any moment. */
  async function sendOnce(body: string, patienceMs: number): Promise<boolean> {
    const port = child?.lokiPort();
    if (port === undefined) return false;
    const token = (await readFile(join(dataDir, 'loki-token'), 'utf8')).trim();
    const sent = post(port, token, body).catch(() => 0);
    return (await Promise.race([sent, wait(patienceMs, 0)])) === 204;
  }

  const sending = sendAll();
  const random = createRandom(11);
  for (let kill = 0; kill < 6; kill++) {
    child = startChild({ connectionString, dataDir });
    await child.said('Working');
    const target = acknowledged + random.between(1, 8);
    await waitUntil('some more are acknowledged', () => acknowledged >= Math.min(target, bodies.length));
    await wait(random.below(60));
    await child.kill();
  }
  child = startChild({ connectionString, dataDir });
  await sending;
  const order = await readOrder(session.database.pool);
  assert.deepEqual(Object.keys(order).toSorted(), hosts);
  for (const numbers of Object.values(order)) assert.deepEqual(numbers, [...Array(linesPerHost).keys()]);
});

const linesPerHost = 12_000;
const linesPerPush = 100;

/** Pushes of two streams each, numbered per host. */
function buildBodies(hosts: readonly string[]): string[] {
  const startAt = Date.now() - 24 * 3_600_000;
  const traffic = hosts.map((host, i) =>
    trafficOf({
      ...{ host, network: `45.14${i}`, targets: `198.51.10${i}`, seed: i, lines: linesPerHost, startAt, stepMs: 100 },
    }),
  );
  return Array.from({ length: linesPerHost / linesPerPush }, (_, i) =>
    jsonPush(
      Object.fromEntries(hosts.map((host, h) => [host, traffic[h].slice(i * linesPerPush, (i + 1) * linesPerPush)])),
    ),
  );
}
