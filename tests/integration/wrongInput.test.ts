import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { appendFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { runDetector } from '../cli/runDetector.ts';
import { scanLines } from '../support/lines.ts';
import { makeFolder, register, startService } from '../support/service.ts';
import { waitUntil } from '../support/waitUntil.ts';

test('three mistakes in the configuration are named together', async () => {
  const { status, stderr } = await runDetector(['serve'], {
    ACTIVE_DEFENSE_LIST_PORT: '99999',
    ACTIVE_DEFENSE_LOG_LEVEL: 'loud',
    ACTIVE_DEFENSE_LIST_CLIENTS: '10.0.0.0/40',
  });
  assert.equal(status, 1);
  for (const name of ['LIST_PORT', 'LOG_LEVEL', 'LIST_CLIENTS'])
    assert.match(stderr, new RegExp(`ACTIVE_DEFENSE_${name} is .* takes `));
  assert.doesNotMatch(stderr, /^\s+at /m);
});

test('what keeps the service from starting is one sentence', async (t) => {
  const folder = await makeFolder(t);
  const taken = createServer().listen(0, '127.0.0.1');
  t.after(() => taken.close());
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  await writeFile(join(folder, 'not-a.crt'), 'not a certificate');
  const certificate = join(folder, 'not-a.crt');
  const data = { ACTIVE_DEFENSE_DATA_DIR: join(folder, 'data'), ACTIVE_DEFENSE_LIST_PORT: '0' };
  const cases: [Record<string, string>, RegExp][] = [
    [{ ...data, ACTIVE_DEFENSE_LIST_HOST: '127.0.0.1', ACTIVE_DEFENSE_LIST_PORT: String(port) }, /port \d+: .*in use/],
    [{ ...data, ACTIVE_DEFENSE_DATA_DIR: '/dev/null/data' }, /The data folder \/dev\/null\/data can't be made/],
    [{ ...data, ACTIVE_DEFENSE_LIST_CERTIFICATE: certificate, ACTIVE_DEFENSE_LIST_KEY: certificate }, /not-a\.crt/],
    [{ ...data, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, /The database can't be reached/],
  ];
  for (const [env, sentence] of cases) {
    const { status, stderr } = await runDetector(['serve'], env);
    assert.equal(status, 1, stderr);
    assert.match(stderr, sentence);
    assert.doesNotMatch(stderr, /^\s+at |defect/m);
  }
});

test('random bytes, NUL bytes and a line of 100 MB are counted, and the lines between them are all read', async (t) => {
  const folder = await makeFolder(t);
  const service = await startService(t);
  const path = join(folder, 'fw-1.log');
  await register(service, 'fw-1', [path]);
  const lines = scanLines('45.142.193.118', 12, Date.now() - 20_000);
  await writeFile(path, `${lines.slice(0, 4).join('\n')}\n`);
  await appendFile(
    path,
    Buffer.concat([Buffer.from(randomBytes(2 ** 20).filter((byte) => byte !== 0x0a)), Buffer.from('\n')]),
  );
  await appendFile(path, randomBytes(2 ** 20));
  await appendFile(path, `\n${lines.slice(4, 8).join('\n')}\n`);
  await appendFile(path, `${lines[0].replace('SrcUser=', 'SrcUser=\0\0')}\n`);
  const long = createWriteStream(path, { flags: 'a' });
  for (let i = 0; i < 100; i++) if (!long.write(Buffer.alloc(2 ** 20, 0x78))) await once(long, 'drain');
  long.end('\n');
  await once(long, 'finish');
  await appendFile(path, `${lines.slice(8).join('\n')}\n`);
  await waitUntil('the scanner is listed', async () => (await service.list()).includes('45.142.193.118'));
  const { pool } = service.session.database;
  const { rows: records } = await pool.query<{ user: string | null }>('select "user" from syslog_records order by id');
  assert.equal(records.length, 13);
  assert.equal(records.filter(({ user }) => user === '\ufffd\ufffd').length, 1);
  await service.work.settle();
  const { rows: losses } = await pool.query<{ lines: number }>(
    `select lines from intake_loss where reason = 'too-long'`,
  );
  assert.ok(losses[0].lines >= 2, 'the two lines that were too long');
  const { rows: unreadable } = await pool.query<{ lines: number }>('select sum(lines)::int as lines from unreadable');
  assert.ok(unreadable[0].lines > 1000, 'lines of random bytes');
});
