import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { once } from 'node:events';
import { contract } from '../../detector/api/contract/contract.ts';
import type { Route } from '../../detector/api/contract/route.ts';
import { openApiService } from '../../detector/serve/apiService.ts';
import { loadApiToken } from '../../detector/setup/apiToken.ts';
import type { ApiContext } from '../../detector/api/handlers/apiContext.ts';
import { createHandlers } from '../../detector/api/handlers/createHandlers.ts';
import { openListService } from '../../detector/serve/listService.ts';
import { openSession } from '../../detector/serve/session.ts';
import { createLog } from '../../detector/log.ts';
import { createApiClient } from '../support/apiClient.ts';
import { openApiContext } from '../support/apiContext.ts';
import { scanLines } from '../support/lines.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { openRelay } from '../support/relay.ts';
import { configurationFor, makeFolder, register, startService } from '../support/service.ts';
import { waitUntil } from '../support/waitUntil.ts';

const log = createLog('silent');

/** What no handler uses before it is called. */
const idle = {
  list: {} as ApiContext['list'],
  jobs: {} as ApiContext['jobs'],
  work: () => undefined,
  restart: () => Promise.resolve(),
  startedAt: 0,
  log,
};

test('every route of the contract has a handler, and no other', async (t) => {
  const handlers = createHandlers({ ...(await openApiContext(t)), ...idle });
  assert.deepEqual(Object.keys(handlers).sort(), Object.keys(contract).sort());
});

interface ProxyRoute {
  readonly path: string;
  readonly method: string;
  readonly reqRole: string;
  readonly url: string;
}

/** As Grafana does it: the first route whose method and path match decides. */
function proxied(routes: readonly ProxyRoute[], method: string, path: string): ProxyRoute | undefined {
  return routes.find((route) => {
    if (route.method !== '*' && route.method !== method) return false;
    return route.path.endsWith('/*') ? path.startsWith(route.path.slice(0, -1)) : path === route.path;
  });
}

test("plugin.json's routes ask for the role that the contract does, and lead to the same path", async () => {
  const text = await readFile(new URL('../../plugin.json', import.meta.url), 'utf8');
  const { routes } = JSON.parse(text) as { routes: ProxyRoute[] };
  for (const [name, { role }] of Object.entries(contract as Record<string, Route>)) {
    const [method, below] = name.split(' ');
    const path = `api/v1${below.replaceAll(/:\w+/g, '7')}`;
    const route = proxied(routes, method, path);
    assert.equal(route?.reqRole, role, name);
    const rest = route.path.endsWith('/*') ? path.slice(route.path.length - 2) : '';
    assert.equal(`${route.url}${rest}`, `{{ .JsonData.apiUrl }}/${path}`, name);
  }
});

test('a token is made once, only its owner may read it, and it is never shown', async (t) => {
  const { service, printed } = await openService(t);
  const file = join(service.dataDir, 'api-token');
  const token = (await readFile(file, 'utf8')).trim();
  assert.match(token, /^[\w-]{43}$/);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.deepEqual(printed, [
    `API:      http://127.0.0.1:${service.port}/api/v1`,
    `          its token, for the settings of the Grafana app, stands in ${file}`,
  ]);
  await service.close();
  const again = await openService(t, service.dataDir);
  assert.doesNotMatch(again.printed.join('\n'), new RegExp(token));
  assert.equal((await loadApiToken(configurationFor('postgres://nowhere/none', service.dataDir))).token, token);
});

async function openService(t: TestContext, folder?: string) {
  const dataDir = folder ?? (await makeFolder(t));
  const configuration = configurationFor('postgres://nowhere/none', dataDir);
  const list = await openListService({ configuration, onPoll: () => undefined, now: Date.now, log });
  t.after(() => list.close());
  const printed: string[] = [];
  const service = await openApiService({
    configuration,
    list,
    print: (line) => void printed.push(line),
    now: Date.now,
    log,
  });
  t.after(() => service.close());
  return { service: { ...service, dataDir }, printed, list };
}

test('is open before the database is, and says so', async (t) => {
  const { service } = await openService(t);
  const status = async (path: string) => (await fetch(`http://127.0.0.1:${service.port ?? 0}${path}`)).status;
  assert.deepEqual([await status('/healthz'), await status('/readyz'), await status('/metrics')], [200, 503, 200]);
  const client = await createApiClient({ apiPort: service.port ?? 0, dataDir: service.dataDir });
  assert.equal((await client.refusal('GET /system')).code, 'not-ready');
});

test('a database that falls silent is told in time, and nothing hangs', async (t) => {
  const relay = await openRelay(t, await createTestDatabase(t));
  const { service } = await openService(t);
  const session = await openSession(configurationFor(relay.connectionString, service.dataDir), log);
  t.after(() => session.close());
  const detach = service.attach({ session, jobs: idle.jobs, work: idle.work, restart: idle.restart });
  const client = await createApiClient({ apiPort: service.port ?? 0, dataDir: service.dataDir });
  await client.ask('GET /settings');
  relay.fallSilent({ forGood: true });
  const startedAt = performance.now();
  const [problem, ready, alive] = await Promise.all([
    client.refusal('GET /settings'),
    fetch(`http://127.0.0.1:${service.port ?? 0}/readyz`),
    fetch(`http://127.0.0.1:${service.port ?? 0}/healthz`),
  ]);
  assert.equal(problem.status, 503);
  assert.match(problem.code, /^(?:answer-too-late|database-(?:away|slow))$/);
  assert.deepEqual([ready.status, await ready.json(), alive.status], [503, { status: 'away' }, 200]);
  assert.ok(performance.now() - startedAt < 12_000);
  detach();
  assert.equal((await client.refusal('GET /settings')).code, 'not-ready');
});

test('a port that another program has is a sentence that says how to mend it', async (t) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  t.after(() => other.close());
  const { port } = other.address() as { port: number };
  const { list, service } = await openService(t);
  const base = configurationFor('postgres://nowhere/none', service.dataDir);
  const configuration = { ...base, api: { ...base.api, port } };
  await assert.rejects(openApiService({ configuration, list, print: () => undefined, now: Date.now, log }), {
    code: 'api-listener-failed',
    message: /address already in use.*ACTIVE_DEFENSE_API_PORT/,
  });
});

test('a token file of the operator is read, and what is wrong with one is said', async (t) => {
  const folder = await makeFolder(t);
  const base = configurationFor('postgres://nowhere/none', folder);
  const tokenFile = join(folder, 'secret');
  const configuration = { ...base, api: { ...base.api, tokenFile } };
  await assert.rejects(loadApiToken(configuration), { code: 'token-file-wrong', message: /is not there/ });
  await writeFile(tokenFile, 'short\n');
  await assert.rejects(loadApiToken(configuration), { code: 'token-file-wrong', message: /holds no token/ });
  await writeFile(tokenFile, 'long-enough-to-be-one\n');
  assert.deepEqual(await loadApiToken(configuration), {
    token: 'long-enough-to-be-one',
    file: tokenFile,
  });
});

test('the whole service answers over its listener, and tells how it is', async (t) => {
  const service = await startService(t);
  const client = await createApiClient(service);
  await register(service, 'fw-1');
  const bytes = Buffer.from(`${scanLines('185.91.127.81', 11, Date.now() - 20_000).join('\n')}\n`);
  await service.work.push({ bytes, input: 'push', kind: 'push' }, Buffer.from('1'));
  await waitUntil('the scanner is listed', async () => (await service.list()).includes('185.91.127.81'));
  const system = await client.ask('GET /system', { role: 'Viewer' });
  assert.deepEqual([system.isWorking, system.detection, system.list.entries], [true, true, 1]);
  assert.match(system.database, /^PostgreSQL \d+/);
  const { items } = await client.ask('GET /blacklist/blocks', { query: { state: 'active' } });
  assert.deepEqual(
    items.map(({ address }) => address),
    ['185.91.127.81'],
  );
  const metrics = await (await fetch(`http://127.0.0.1:${service.apiPort}/metrics`)).text();
  for (const line of ['blocks_active 1', 'records_total 11', 'lines_total 11', 'list_entries 1', 'is_working 1']) {
    assert.match(metrics, new RegExp(`^active_defense_${line}$`, 'm'));
  }
});

test('a restart of detection ends the work in order, begins it anew, and forgets nothing', async (t) => {
  const service = await startService(t);
  const client = await createApiClient(service);
  await register(service, 'fw-1');
  const [first, ...others] = scanLines('185.91.127.81', 11, Date.now() - 20_000);
  await service.work.push({ bytes: Buffer.from(`${first}\n`), input: 'push', kind: 'push' }, Buffer.from('1'));
  await client.ask('POST /system/restart');
  const work = service.currentWork();
  assert.notEqual(work, service.work);
  await work.push({ bytes: Buffer.from(`${others.join('\n')}\n`), input: 'push', kind: 'push' }, Buffer.from('2'));
  await waitUntil('the scanner is listed', async () => (await service.list()).includes('185.91.127.81'));
  const { items } = await client.ask('GET /system/audit', { query: { action: 'detection' } });
  assert.deepEqual(
    items.map(({ actor, action }) => [actor, action]),
    [['grafana:ann', 'detection.restart']],
  );
});
