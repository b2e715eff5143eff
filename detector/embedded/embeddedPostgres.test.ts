import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, readlink, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { Client } from 'pg';
import { MendableError } from '../errors.ts';
import { createLog } from '../log.ts';
import { startEmbeddedPostgres } from './embeddedPostgres.ts';
import type { EmbeddedPostgres } from './embeddedPostgres.ts';

const log = createLog('silent');
const isRoot = process.geteuid?.() === 0;

const servers = new Set<EmbeddedPostgres>();

async function makeFolder(t: TestContext, mode = 0o755): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'embedded-'));
  await chmod(folder, mode);
  t.after(async () => {
    for (const server of servers) await server.stop();
    servers.clear();
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

async function start(dataDir: string, elsewhere?: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({
    ...{ dataDir, log, durable: false },
    ...(elsewhere === undefined ? {} : { elsewhere }),
  });
  servers.add(server);
  return server;
}

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

async function postmasterOf(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8'), 10);
}

const runs = async (pid: number): Promise<boolean> =>
  (await readlink(`/proc/${pid}/cwd`).catch(() => '')).endsWith('/cluster');

test('keeps its data, port and password over a stop and a start', async (t) => {
  const dataDir = await makeFolder(t);
  const first = await start(dataDir);
  assert.equal(first.adopted, false);
  await query(first.connectionString, 'create table kept as select 42 as answer');
  const pid = await postmasterOf(dataDir);
  await first.stop();
  assert.equal(await runs(pid), false);
  const second = await start(dataDir);
  assert.equal(second.connectionString, first.connectionString);
  assert.deepEqual(await query(second.connectionString, 'select answer from kept'), [42]);
});

test('listens on loopback with a password only, in UTF-8, and keeps the password private', async (t) => {
  const dataDir = await makeFolder(t);
  const { connectionString } = await start(dataDir);
  const sql = `select current_setting('listen_addresses'), current_setting('unix_socket_directories'),
    current_setting('server_encoding'), upper('ä')`;
  assert.deepEqual(await query(connectionString, sql), ['127.0.0.1', '', 'UTF8', 'Ä']);
  assert.equal((await stat(join(dataDir, 'postgres/connection.json'))).mode & 0o777, 0o600);
  const wrong = connectionString.replace(/:[^:@]+@/, ':wrong@');
  await assert.rejects(query(wrong, 'select 1'), /password authentication failed/);
});

test('adopts the server that a killed process left, with all that was committed', async (t) => {
  const dataDir = await makeFolder(t);
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(import.meta.resolve('./embeddedPostgres.ts'))};
    import { createLog } from ${JSON.stringify(import.meta.resolve('../log.ts'))};
    import pg from ${JSON.stringify(import.meta.resolve('pg'))};
    const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: createLog('silent') });
    const client = new pg.Client({ connectionString: server.connectionString });
    await client.connect();
    await client.query('create table committed as select 1 as one');
    console.log('ready');`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(parent.stdout, 'data');
  const pid = await postmasterOf(dataDir);
  parent.kill('SIGKILL');
  await once(parent, 'close');
  const server = await start(dataDir);
  assert.equal(server.adopted, true);
  assert.equal(await postmasterOf(dataDir), pid);
  assert.deepEqual(await query(server.connectionString, 'select one from committed'), [1]);
  await server.stop();
  assert.equal(await runs(pid), false);
});

test('of two that start at once one starts and the other adopts; the last to stop ends the server', async (t) => {
  const dataDir = await makeFolder(t);
  const [one, other] = await Promise.all([start(dataDir), start(dataDir)]);
  assert.deepEqual([one.adopted, other.adopted].sort(), [false, true]);
  assert.equal(one.connectionString, other.connectionString);
  const pid = await postmasterOf(dataDir);
  await one.stop();
  assert.deepEqual(await query(other.connectionString, 'select 1'), [1]);
  await other.stop();
  assert.equal(await runs(pid), false);
});

test('comes back after its server was killed', async (t) => {
  const dataDir = await makeFolder(t);
  const server = await start(dataDir);
  await query(server.connectionString, 'create table kept as select 7 as number');
  await query(server.connectionString, 'checkpoint');
  const lost = new Client({ connectionString: server.connectionString });
  lost.on('error', () => undefined);
  await lost.connect();
  const ended = new Promise<void>((resolve) => lost.once('end', resolve));
  process.kill(await postmasterOf(dataDir), 'SIGKILL');
  await ended;
  await server.ensureRunning();
  assert.deepEqual(await query(server.connectionString, 'select number from kept'), [7]);
});

test('starts over a stale pid file whose pid now belongs to another process', async (t) => {
  const dataDir = await makeFolder(t);
  await (await start(dataDir)).stop();
  await writeFile(join(dataDir, 'postgres/cluster/postmaster.pid'), `${process.pid}\n`);
  const server = await start(dataDir);
  assert.deepEqual([server.adopted, await query(server.connectionString, 'select 1')], [false, [1]]);
});

test('takes another port when its own is taken', async (t) => {
  const dataDir = await makeFolder(t);
  const first = await start(dataDir);
  await first.stop();
  const taken = createServer();
  taken.listen(Number(new URL(first.connectionString).port), '127.0.0.1');
  await once(taken, 'listening');
  t.after(() => taken.close());
  const second = await start(dataDir);
  assert.notEqual(second.connectionString, first.connectionString);
  assert.deepEqual(await query(second.connectionString, 'select 1'), [1]);
});

test('makes the files anew when making them was broken off', async (t) => {
  const dataDir = await makeFolder(t);
  await (await start(dataDir)).stop();
  await rm(join(dataDir, 'postgres/cluster/PG_VERSION'));
  await rm(join(dataDir, 'postgres/cluster'), { recursive: true });
  const server = await start(dataDir);
  assert.deepEqual(await query(server.connectionString, 'select 1'), [1]);
});

test('works where its account cannot enter the data folder', { skip: !isRoot && 'needs root' }, async (t) => {
  const dataDir = await makeFolder(t, 0o700);
  const elsewhere = await makeFolder(t);
  const first = await start(dataDir, elsewhere);
  await query(first.connectionString, 'create table kept as select 9 as number');
  assert.ok((await realpath(join(dataDir, 'postgres'))).startsWith(await realpath(elsewhere)));
  await first.stop();
  await chmod(dataDir, 0o755);
  const second = await start(dataDir, elsewhere);
  assert.deepEqual(await query(second.connectionString, 'select number from kept'), [9]);
});

const refusal = (pattern: RegExp) => (error: unknown) =>
  error instanceof MendableError && pattern.test(error.message) && !error.message.includes('\n    at ');

test('says in a sentence that the data folder can not be made', async (t) => {
  const folder = await makeFolder(t);
  await writeFile(join(folder, 'file'), '');
  const starting = startEmbeddedPostgres({ dataDir: join(folder, 'file/data'), log });
  await assert.rejects(starting, refusal(/data folder .*no folder.*ACTIVE_DEFENSE_DATA_DIR/));
});

test('says in a sentence what the server did not start on', async (t) => {
  const dataDir = await makeFolder(t);
  await (await start(dataDir)).stop();
  await writeFile(join(dataDir, 'postgres/cluster/PG_VERSION'), '9.6\n');
  const starting = startEmbeddedPostgres({ dataDir, log });
  await assert.rejects(starting, refusal(/PostgreSQL did not start.*incompatible.*DATABASE_URL/s));
});
