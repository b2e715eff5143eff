import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { pluginId } from '../../../src/pluginId.ts';
import { startPageHost } from './pageHost.ts';
import type { Role } from './pluginRoutes.ts';

interface Asked {
  readonly target: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

async function startDetector(t: TestContext): Promise<{ readonly url: string; readonly asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, answer) => {
    asked.push({ target: `${request.method} ${request.url}`, headers: request.headers });
    answer.writeHead(201, { 'content-type': 'application/problem+json' }).end('{"code":"kept"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function startHost(t: TestContext, role: Role): Promise<string> {
  const { url, close } = await startPageHost({ login: 'ann', role }, 'dark');
  t.after(close);
  return url;
}

async function configure(host: string, body: object): Promise<Response> {
  return fetch(`${host}/api/plugins/${pluginId}/settings`, { method: 'POST', body: JSON.stringify(body) });
}

test('what is asked through the proxy reaches the detector with token and visitor, and its answer comes back', async (t) => {
  const { url, asked } = await startDetector(t);
  const host = await startHost(t, 'Admin');
  await configure(host, { jsonData: { apiUrl: url }, secureJsonData: { apiToken: 'secret' } });
  const answer = await fetch(`${host}/api/plugin-proxy/${pluginId}/api/v1/blacklist/blocks?q=192.0.2.0%2F24`, {
    method: 'POST',
    headers: { cookie: 'grafana_session=1', 'x-grafana-context': '{"OrgRole":"Admin","Login":"mallory"}' },
  });
  assert.equal(answer.status, 201);
  assert.deepEqual(await answer.json(), { code: 'kept' });
  const [{ target, headers }] = asked;
  assert.equal(target, 'POST /api/v1/blacklist/blocks?q=192.0.2.0%2F24');
  assert.equal(headers.authorization, 'Bearer secret');
  assert.equal(headers.cookie, undefined);
  const context = JSON.parse(String(headers['x-grafana-context'])) as Record<string, unknown>;
  assert.deepEqual([context['Login'], context['OrgRole'], context['UserID'], context['OrgID']], ['ann', 'Admin', 1, 1]);
});

test('a role too low gets 403, what no route has 404, and what no detector answers 502', async (t) => {
  const host = await startHost(t, 'Viewer');
  const ask = async (method: string, path: string): Promise<number> =>
    (await fetch(`${host}/api/plugin-proxy/${pluginId}/${path}`, { method })).status;
  assert.equal(await ask('POST', 'api/v1/blacklist/blocks'), 403);
  assert.equal(await ask('GET', 'metrics'), 404);
  assert.equal(await ask('GET', 'api/v1/overview'), 502);
});

test('secrets go in and never come out, and only admins change them', async (t) => {
  const change = { jsonData: { apiUrl: 'http://127.0.0.1:1' }, secureJsonData: { apiToken: 'secret' } };
  assert.equal((await configure(await startHost(t, 'Editor'), change)).status, 403);
  const host = await startHost(t, 'Admin');
  assert.equal((await configure(host, change)).status, 200);
  const text = await (await fetch(`${host}/api/plugins/${pluginId}/settings`)).text();
  const settings = JSON.parse(text) as { readonly jsonData: object; readonly secureJsonFields: object };
  assert.deepEqual(settings.jsonData, change.jsonData);
  assert.deepEqual(settings.secureJsonFields, { apiToken: true });
  assert.ok(!text.includes('secret'));
});
