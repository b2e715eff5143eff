import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { waitUntil } from '../../../tests/support/waitUntil.ts';
import type { Code } from '../../errorCodes/errorCodes.ts';
import { MendableError } from '../../errors.ts';
import { createLog } from '../../log.ts';
import type { AnyHandlers } from './addApiRoutes.ts';
import { contract } from '../contract/contract.ts';
import type { Problem, Role, Route } from '../contract/route.ts';
import { roles } from '../contract/route.ts';
import { createApi } from './createApi.ts';
import type { ApiOptions } from './createApi.ts';

const token = 'right-token';

async function open(t: TestContext, handlers: AnyHandlers, more: Partial<ApiOptions> = {}) {
  const app = await createApi({
    handlers: () => handlers,
    token,
    version: '1.2.3',
    isDatabaseAway: () => false,
    readiness: () => Promise.resolve('working'),
    measure: () => Promise.resolve({ blocks: 7 }),
    now: () => 0,
    log: createLog('silent'),
    ...more,
  });
  t.after(() => app.close());
  return app;
}

const asPerson = (OrgRole: string, Login = 'ann') => ({
  authorization: `Bearer ${token}`,
  'x-grafana-context': Buffer.from(JSON.stringify({ Login, OrgRole, UserID: 1 })).toString('latin1'),
});
const admin = asPerson('Admin');

test('answers what the handler gives, which gets the checked input and who asks', async (t) => {
  const seen: unknown[] = [];
  const app = await open(t, {
    'GET /system/audit': (input, person) => {
      seen.push(input, person);
      return Promise.resolve({ items: [], next: null });
    },
  });
  const response = await app.inject({
    url: '/api/v1/system/audit?limit=7&actor=b',
    headers: asPerson('Viewer', 'Ünal'),
  });
  assert.deepEqual(response.json(), { items: [], next: null });
  assert.deepEqual(seen, [{ query: { actor: 'b', limit: 7 } }, { login: 'Ünal', role: 'Viewer' }]);
  assert.equal(response.headers['x-content-type-options'], 'nosniff');
  assert.equal(response.headers['cache-control'], 'no-store');
});

for (const authorization of ['', 'Bearer', 'Bearer wrong', `Basic ${token}`, `Bearer ${token}x`]) {
  test(`refuses the authorization ${JSON.stringify(authorization)} for whatever there is and is not`, async (t) => {
    const app = await open(t, {});
    for (const url of ['/api/v1/system', '/api/v1/openapi.json', '/api/v1/nothing', '/nothing']) {
      const headers = { ...admin, authorization };
      const response = await app.inject({ url, headers });
      assert.equal(response.statusCode, 401);
      assert.equal(response.json<Problem>().code, 'token-wrong');
      assert.match(String(response.headers['www-authenticate']), /^Bearer/);
      assert.match(String(response.headers['content-type']), /^application\/problem\+json/);
    }
  });
}

for (const [what, context] of [
  ['none', ''],
  ['no JSON', 'ann'],
  ['no role', '{"Login":"ann"}'],
  ['a role of its own', '{"Login":"ann","OrgRole":"Owner"}'],
  ['a login with a control character', '{"Login":"a\\nb","OrgRole":"Admin"}'],
  ['one too long', JSON.stringify({ Login: 'ann', OrgRole: 'Admin', more: 'x'.repeat(8_192) })],
] as const) {
  test(`refuses an identity: ${what}`, async (t) => {
    const app = await open(t, {});
    const response = await app.inject({ url: '/api/v1/system', headers: { ...admin, 'x-grafana-context': context } });
    assert.deepEqual([response.statusCode, response.json<Problem>().code], [401, 'person-unknown']);
  });
}

test('lets nobody in whose role is too low, at any route, whatever the body', async (t) => {
  const app = await open(t, {});
  for (const [name, { role }] of Object.entries(contract as Record<string, Route>)) {
    const [method, path] = name.split(' ') as ['GET' | 'POST', string];
    for (const low of ['None', ...roles.slice(0, roles.indexOf(role))] as readonly (Role | 'None')[]) {
      const url = `/api/v1${path.replace(/:\w+/, '1')}`;
      const response = await app.inject({ method, url, headers: asPerson(low), payload: method === 'GET' ? '' : '{' });
      assert.deepEqual([response.statusCode, response.json<Problem>().code], [403, 'role-too-low'], `${low} ${name}`);
    }
  }
});

test('names every fault of what was given', async (t) => {
  const app = await open(t, {});
  const response = await app.inject({ url: '/api/v1/system/audit?limit=900&from=soon&wrong=1', headers: admin });
  assert.equal(response.statusCode, 400);
  const problem = response.json<Problem>();
  assert.equal(problem.code, 'input-wrong');
  assert.deepEqual(problem.faults?.toSorted(), [
    'query.from is "soon": it takes a whole number from 0 to 253402300799999.',
    'query.limit is 900: it takes a whole number from 1 to 500.',
    'query.wrong is not known: leave it out, or write one of actor, action, subject, from, to, cursor, limit.',
  ]);
});

test('does not read a body as other than it is', async (t) => {
  const app = await open(t, {});
  const post = (payload: string) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/system/detection',
      headers: { ...admin, 'content-type': 'application/json' },
      payload,
    });
  const faultsOf = async (payload: string) => (await post(payload)).json<Problem>().faults;
  assert.deepEqual(await faultsOf('{"on":"true"}'), ['body.on is "true": it takes true or false.']);
  assert.deepEqual(await faultsOf(''), ['body is missing: it takes an object with on (true or false).']);
  assert.equal((await post('{"on":')).json<Problem>().code, 'body-not-json');
  assert.equal((await post('{"on":true,"__proto__":{}}')).statusCode, 400);
  assert.equal((await post(`"${'x'.repeat(5 * 2 ** 20)}"`)).statusCode, 413);
});

test('refuses a body that is not JSON, and characters that no database stores', async (t) => {
  const app = await open(t, {});
  const url = '/api/v1/blacklist/preview';
  const form = { ...admin, 'content-type': 'application/x-www-form-urlencoded' };
  assert.equal((await app.inject({ method: 'POST', url, headers: form, payload: 'a=b' })).statusCode, 415);
  for (const address of ['a\u0000', 'a\ud800']) {
    const response = await app.inject({ method: 'POST', url, headers: admin, payload: { address } });
    assert.match(response.json<Problem>().faults?.[0] ?? '', /^body\.address holds a character/);
  }
});

test('tells of a route that is not there from a method that it does not take', async (t) => {
  const app = await open(t, {});
  const nothing = await app.inject({ url: '/api/v1/nothing', headers: admin });
  assert.deepEqual([nothing.statusCode, nothing.json<Problem>().code], [404, 'no-such-route']);
  for (const method of ['POST', 'HEAD', 'OPTIONS', 'TRACE', 'PUT'] as const) {
    const wrong = await app.inject({ method: method as 'POST', url: '/api/v1/settings', headers: admin });
    assert.equal(wrong.statusCode, 405, method);
    assert.equal(wrong.headers.allow, 'GET, PATCH');
  }
  for (const path of ['%zz', 'allowlist/abc', `system/jobs/${'x'.repeat(400)}/run`]) {
    const url = `/api/v1/${path}`;
    assert.equal((await app.inject({ method: 'DELETE', url, headers: admin })).statusCode, 404, path);
  }
  const beside = { ...admin, 'content-type': 'text/plain' };
  const posted = await app.inject({ method: 'POST', url: '/api/v1/system', headers: beside, payload: 'x' });
  assert.equal(posted.statusCode, 405);
});

const faults: readonly (readonly [Code, number])[] = [
  ['settings-changed', 409],
  ['device-exists', 409],
  ['already-blocked', 409],
  ['no-such-device', 404],
  ['job-unknown', 404],
  ['settings-wrong', 422],
];
for (const [code, status] of faults) {
  test(`answers ${code} with ${status}`, async (t) => {
    const app = await open(t, { 'GET /system': () => Promise.reject(new MendableError(code, 'One.\nTwo.')) });
    const response = await app.inject({ url: '/api/v1/system', headers: admin });
    assert.deepEqual(response.json(), {
      type: 'about:blank',
      title: { 404: 'Not Found', 409: 'Conflict', 422: 'Unprocessable Entity' }[status],
      status,
      code,
      detail: 'One. Two.',
      ...(status === 422 ? { faults: ['One.', 'Two.'] } : {}),
    });
  });
}

test('an answer that breaks its schema or has more than that is a defect, and nothing of it gets out', async (t) => {
  const secret = { on: true, password: 'hunter2' };
  for (const answer of [{ on: 'hunter2' }, secret, undefined]) {
    const app = await open(t, { 'POST /system/detection': () => Promise.resolve(answer) });
    const response = await app.inject({
      method: 'POST',
      url: '/api/v1/system/detection',
      headers: admin,
      payload: { on: true },
    });
    assert.deepEqual([response.statusCode, response.json<Problem>().code], [500, 'internal-error']);
    assert.doesNotMatch(response.body, /hunter2/);
  }
});

test('a defect is logged under the number that the answer carries, and its words stay inside', async (t) => {
  const lines: Record<string, unknown>[] = [];
  const log = createLog('silent');
  t.mock.method(log, 'error', (fields: Record<string, unknown>) => void lines.push(fields));
  const app = await open(t, { 'GET /system': () => Promise.reject(new Error('select secret')) }, { log });
  const response = await app.inject({ url: '/api/v1/system', headers: admin });
  assert.equal(response.statusCode, 500);
  assert.doesNotMatch(response.body, /secret/);
  assert.deepEqual(
    lines.map(({ id, error }) => [id, error]),
    [[response.json<Problem>().id, 'select secret']],
  );
});

test('a database that is away, or not there yet, is told as such', async (t) => {
  const app = await open(t, { 'GET /system': () => Promise.reject(new Error('gone')) }, { isDatabaseAway: () => true });
  const response = await app.inject({ url: '/api/v1/system', headers: admin });
  assert.deepEqual([response.statusCode, response.json<Problem>().code], [503, 'database-away']);
  const early = await open(t, {}, { handlers: () => undefined });
  const answer = await early.inject({ url: '/api/v1/system', headers: admin });
  assert.deepEqual([answer.statusCode, answer.json<Problem>().code], [503, 'not-ready']);
});

test('gives up a question that is not answered in time', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const asked = Promise.withResolvers<undefined>();
  const app = await open(t, {
    'GET /system': () => {
      asked.resolve(undefined);
      return new Promise(() => undefined);
    },
  });
  const answering = app.inject({ url: '/api/v1/system', headers: admin });
  await asked.promise;
  t.mock.timers.tick(10_000);
  const response = await answering;
  assert.deepEqual([response.statusCode, response.json<Problem>().code], [503, 'answer-too-late']);
});

test('a few requests work at once, some wait, and more are turned away', async (t) => {
  const release = Promise.withResolvers<undefined>();
  let working = 0;
  let most = 0;
  const app = await open(t, {
    'POST /system/detection': async () => {
      most = Math.max(most, ++working);
      await release.promise;
      working--;
      return { on: true };
    },
  });
  const ask = () =>
    app.inject({ method: 'POST', url: '/api/v1/system/detection', headers: admin, payload: { on: true } });
  const codes: string[] = [];
  const answers = Array.from({ length: 210 }, async () => {
    const response = await ask();
    if (response.statusCode === 503) codes.push(response.json<Problem>().code);
    return response.statusCode;
  });
  await waitUntil('those without room are turned away', () => codes.length === 4);
  release.resolve(undefined);
  const statuses = await Promise.all(answers);
  assert.deepEqual(new Set(codes), new Set(['too-busy']));
  assert.equal(most, 6);
  assert.equal(statuses.filter((status) => status === 200).length, 206);
});

test('a text answer is a file to keep', async (t) => {
  const app = await open(t, { 'GET /system/list/authority.pem': () => Promise.resolve('PEM') });
  const response = await app.inject({ url: '/api/v1/system/list/authority.pem', headers: asPerson('Viewer') });
  assert.equal(response.body, 'PEM');
  assert.equal(response.headers['content-type'], 'application/x-pem-file; charset=utf-8');
  assert.equal(response.headers['content-disposition'], 'attachment; filename="authority.pem"');
});

test('the OpenAPI document has every route of the contract, for the token alone', async (t) => {
  const app = await open(t, {});
  const { authorization } = admin;
  const response = await app.inject({ url: '/api/v1/openapi.json', headers: { authorization } });
  const document = response.json<{ openapi: string; info: object; paths: Record<string, Record<string, unknown>> }>();
  const names = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
  );
  const wanted = Object.keys(contract).map((name) => name.replaceAll(/:(\w+)/g, '{$1}'));
  assert.deepEqual(names.sort(), wanted.sort());
  assert.equal(document.openapi, '3.1.0');
  assert.doesNotMatch(response.body, /\$ref|"items":\[/);
});

test('whoever watches the process needs no token', async (t) => {
  const app = await open(t, {});
  assert.deepEqual((await app.inject('/healthz')).json(), { status: 'alive' });
  assert.deepEqual((await app.inject('/readyz')).json(), { status: 'working' });
  const metrics = (await app.inject('/metrics')).body;
  assert.match(metrics, /^active_defense_blocks_active 7$/m);
  assert.match(metrics, /^active_defense_memory_bytes \d+$/m);
  assert.doesNotMatch(metrics, /^active_defense_list_polls_total \d/m);
  const away = await open(t, {}, { readiness: () => Promise.resolve('away') });
  assert.equal((await away.inject('/readyz')).statusCode, 503);
});

test('metrics are measured at most once in five seconds', async (t) => {
  let measured = 0;
  let nowMs = 0;
  const measure = () => Promise.resolve({ lines: ++measured });
  const app = await open(t, {}, { measure, now: () => nowMs });
  await app.inject('/metrics');
  nowMs = 4_999;
  assert.match((await app.inject('/metrics')).body, /^active_defense_lines_total 1$/m);
  nowMs = 5_000;
  assert.match((await app.inject('/metrics')).body, /^active_defense_lines_total 2$/m);
});
