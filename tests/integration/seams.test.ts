import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { readFile, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { logLine } from '../support/lines.ts';
import { jsonPush } from '../support/lokiPushes.ts';
import { makeFolder, register, startService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { waitUntil } from '../support/waitUntil.ts';

const innocent = '93.184.216.34';
const scanner = '185.91.127.81';
const pairs = Array.from({ length: 12 }, (_, i) => {
  const at = Date.now() - 60_000 + i * 1_000;
  return [
    logLine({ at, source: innocent, action: 'allow' }),
    logLine({ at, source: scanner, port: 1_000 + i }),
  ] as const;
});

/** What comes of messages that are joined by a real newline: twelve records of each source, and the scanner is listed. */
async function expectBoth(service: TestService): Promise<void> {
  await waitUntil('the scanner is listed', async () => (await service.list()).includes(scanner));
  const { rows } = await service.session.database.pool.query(
    'select host(source) as source, action, count(*)::int as n from syslog_records group by 1, 2 order by 1',
  );
  assert.deepEqual(rows, [
    { source: scanner, action: 'drop', n: 12 },
    { source: innocent, action: 'allow', n: 12 },
  ]);
  assert.deepEqual(await service.list(), [scanner]);
}

async function startWithDevice(t: TestContext): Promise<TestService> {
  const service = await startService(t);
  await register(service, 'fw-1');
  return service;
}

test('two messages in a datagram are two records', async (t) => {
  const service = await startWithDevice(t);
  const socket = createSocket('udp4');
  t.after(() => socket.close());
  const port = service.currentWork().receivers.ports.syslog ?? 0;
  for (const pair of pairs) {
    await new Promise((resolve) => socket.send(`${pair.join('\n')}\n`, port, '127.0.0.1', resolve));
  }
  await expectBoth(service);
});

test('two messages in an octet-counted frame are two records', async (t) => {
  const service = await startWithDevice(t);
  const socket = createConnection(service.currentWork().receivers.ports.syslog ?? 0, '127.0.0.1');
  t.after(() => socket.destroy());
  for (const pair of pairs) {
    const frame = pair.map((line) => `<14>${line}`).join('\n');
    socket.write(`${Buffer.byteLength(frame)} ${frame}`);
  }
  await expectBoth(service);
});

test('two messages in an entry of a Loki push are two records', async (t) => {
  const service = await startWithDevice(t);
  const token = (await readFile(join(service.dataDir, 'loki-token'), 'utf8')).trim();
  const response = await fetch(`http://127.0.0.1:${service.currentWork().receivers.ports.loki ?? 0}/loki/api/v1/push`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: jsonPush({ 'fw-1': pairs.map((pair) => pair.join('\n')) }),
  });
  assert.equal(response.status, 204);
  await expectBoth(service);
});

test('two messages in a line of a file are refused, counted and shown, and block nobody', async (t) => {
  const folder = await makeFolder(t);
  const service = await startService(t);
  const path = join(folder, 'fw-1.log');
  await register(service, 'fw-1', [path]);
  await writeFile(path, `${pairs.map((pair) => pair.join('#012')).join('\n')}\n`);
  const { pool } = service.session.database;
  const read = async () => (await pool.query<object>('select reason, lines::int from unreadable')).rows;
  await waitUntil('the lines are read', async () => (await read()).length > 0);
  assert.deepEqual(await read(), [{ reason: 'seam', lines: 12 }]);
  assert.deepEqual(await service.list(), []);
});
