import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { addBlock } from '../../detector/actions/blacklist/addBlock.ts';
import { allowRange } from '../../detector/actions/allowlist/allow.ts';
import { changeSettings } from '../../detector/actions/settings/changeSettings.ts';
import { verdictOn } from '../../detector/actions/blacklist/verdict.ts';
import { findingsByOutcome } from '../../detector/store/blacklist/findings.ts';
import { listDevices } from '../../detector/store/devices.ts';
import { logLine, scanLines } from '../support/lines.ts';
import { makeFolder, register, startService } from '../support/service.ts';
import { waitUntil } from '../support/waitUntil.ts';

test('a scan in a followed file is on the list once its last line is there, and not before', async (t) => {
  const folder = await makeFolder(t);
  const service = await startService(t);
  const path = join(folder, 'fw-1.log');
  await register(service, 'fw-1', [path]);
  await appendFile(path, `${scanLines('45.142.193.118', 10, Date.now() - 20_000).join('\n')}\n`);
  await waitUntil('ten records are stored', async () => (await countRecords(service)) === 10);
  assert.deepEqual(await service.list(), []);
  await appendFile(
    path,
    `${scanLines('45.142.193.118', 11, Date.now() - 20_000)
      .slice(10)
      .join('\n')}\n`,
  );
  await waitUntil('the list has an entry', async () => (await service.list()).length > 0);
  assert.deepEqual(await service.list(), ['45.142.193.118']);
});

test('lines over TCP are read, and those of nobody registered are counted, not stored', async (t) => {
  const service = await startService(t);
  await register(service, 'fw-1');
  const socket = connect(service.work.receivers.ports.syslog ?? 0, '127.0.0.1');
  const lines = [
    ...scanLines('185.91.127.81', 11, Date.now() - 20_000),
    ...scanLines('1.2.3.4', 11, Date.now(), { host: 'stranger' }),
  ];
  socket.end(`${lines.join('\n')}\n`);
  await waitUntil('the scanner is listed', async () => (await service.list()).includes('185.91.127.81'));
  assert.equal(await countRecords(service), 11);
  const { rows } = await service.session.database.pool.query('select host, lines from unregistered');
  assert.deepEqual(rows, [{ host: 'stranger', lines: 11 }]);
});

test('what looks like answers is held until a person blocks or allows it', async (t) => {
  const service = await startService(t);
  await register(service, 'fw-1');
  const { pool } = service.session.database;
  const bytesOf = (source: string) =>
    Buffer.from(
      Array.from(
        { length: 11 },
        (_, i) => `${logLine({ at: Date.now() - 20_000, source, sourcePort: 53, port: 2000 + i })}\n`,
      ).join(''),
    );
  for (const source of ['5.6.7.8', '5.6.7.9']) {
    await service.work.push({ bytes: bytesOf(source), input: 'push', kind: 'push' }, Buffer.from(source));
  }
  assert.equal((await findingsByOutcome(pool, 'hold', 10)).length, 2);
  const actor = service.session.actor('analyst', Date.now());
  await addBlock(actor, { address: '5.6.7.8', reason: 'not ours', duration: '1d' });
  await allowRange(actor, { range: '5.6.7.9', reason: 'our resolver', duration: 'permanent' });
  assert.deepEqual(await findingsByOutcome(pool, 'hold', 10), []);
  assert.equal((await verdictOn(actor, '5.6.7.9', Date.now)).standing, 'allowed');
});

async function countRecords({
  session,
}: {
  session: { database: { pool: { query: (sql: string) => Promise<{ rows: unknown[] }> } } };
}): Promise<number> {
  const { rows } = await session.database.pool.query('select count(*) as n from record');
  return (rows as { n: number }[])[0].n;
}

test('a new sender becomes a device by itself when the settings say so', async (t) => {
  const service = await startService(t);
  await changeSettings(service.session.actor('test', Date.now()), { registerNewSenders: true });
  await service.work.settle();
  const socket = connect(service.work.receivers.ports.syslog ?? 0, '127.0.0.1');
  t.after(() => socket.destroy());
  const sendScan = () =>
    socket.write(`${scanLines('185.91.127.81', 11, Date.now() - 20_000, { host: 'fw-9' }).join('\n')}\n`);
  sendScan();
  await waitUntil(
    'the sender is a device',
    async () => (await listDevices(service.session.database.pool)).length === 1,
  );
  await service.work.reloadDevices();
  sendScan();
  await waitUntil('the scanner is listed', async () => (await service.list()).includes('185.91.127.81'));
});

test('a batch that is pushed twice at once or later is stored once', async (t) => {
  const service = await startService(t);
  await register(service, 'fw-1');
  const bytes = Buffer.from(`${scanLines('185.91.127.81', 11, Date.now() - 20_000).join('\n')}\n`);
  const push = () =>
    service.work.push({ bytes, input: 'loki', kind: 'push' }, createHash('sha256').update(bytes).digest());
  await Promise.all([push(), push()]);
  await push();
  assert.equal(await countRecords(service), 11);
});
