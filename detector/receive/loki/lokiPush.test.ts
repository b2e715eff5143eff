import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request as requestTls } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { goClientPush, jsonPush } from '../../../tests/support/lokiPushes.ts';
import { waitUntil } from '../../../tests/support/waitUntil.ts';
import { createLog } from '../../log.ts';
import type { LineBlock } from '../lineBlock.ts';
import { receiveLokiPush } from './lokiPush.ts';
import type { LokiPushOptions } from './lokiPush.ts';
import { pushLimits } from './pushLimits.ts';

const json = { 'Content-Type': 'application/json' };
const protobuf = { 'Content-Type': 'application/x-protobuf' };
const gzip = { 'Content-Encoding': 'gzip' };
const oneLine = jsonPush({ 'fw-1': ['a line'] });

/** A listener whose pushes are kept, each waiting for `settle` where one is given. */
async function openListener(
  t: TestContext,
  settle: (block: LineBlock) => Promise<unknown> = () => Promise.resolve(),
  more: Partial<LokiPushOptions> = {},
) {
  const pushed: { host: string | undefined; text: string; digest: string }[] = [];
  const listener = await receiveLokiPush({
    host: '127.0.0.1',
    port: 0,
    isAuthorized: (header) => header === 'Bearer good',
    push: async (block, digest) => {
      const text = Buffer.from(block.bytes).toString();
      pushed.push({ host: block.host, text, digest: Buffer.from(digest).toString('hex') });
      await settle(block);
    },
    log: createLog('silent'),
    ...more,
  });
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= listener.close());
  t.after(close);
  const url = `http://127.0.0.1:${listener.address.port}/loki/api/v1/push`;
  const send = async (body: string | Buffer, headers: Record<string, string> = {}, at = url) => {
    const response = await fetch(at, { method: 'POST', body, headers: { Authorization: 'Bearer good', ...headers } });
    const text = await response.text();
    const { code } = (text === '' ? {} : JSON.parse(text)) as { code?: string };
    return { status: response.status, code, retryAfter: response.headers.get('retry-after'), text };
  };
  return { listener, url, pushed, send, close };
}

test('takes JSON and protobuf, plain and packed, under the same digest however they are packed', async (t) => {
  const { send, pushed } = await openListener(t);
  for (const [body, headers] of [
    [oneLine, json],
    [gzipSync(oneLine), { ...json, ...gzip }],
    [oneLine, { 'Content-Type': 'application/json; charset=utf-8' }],
    [goClientPush, protobuf],
    [goClientPush, { ...protobuf, 'Content-Encoding': 'snappy' }],
    [gzipSync(goClientPush), { ...protobuf, ...gzip }],
  ] as const) {
    assert.deepEqual(await send(body, headers), { status: 204, code: undefined, retryAfter: null, text: '' });
  }
  assert.deepEqual(
    pushed.map(({ host, text }) => [host, text.split('\n').length - 1]),
    [
      ...Array<unknown>(3).fill(['fw-1', 1]),
      ...Array<unknown>(3)
        .fill([
          ['fw-1', 11],
          ['fw-2', 1],
        ])
        .flat(),
    ],
  );
  assert.equal(new Set(pushed.map(({ digest }) => digest)).size, 3);
});

test('says why a push can never be stored', async (t) => {
  const { listener, send, pushed, url } = await openListener(t);
  const bomb = gzipSync(Buffer.alloc(pushLimits.unpackedBytes + 1));
  const refusals = [
    [{ ...json, Authorization: 'Bearer bad' }, oneLine, 401, 'push-token-wrong'],
    [json, '{', 400, 'push-wrong'],
    [protobuf, 'no snappy', 400, 'push-wrong'],
    [{ ...json, ...gzip }, 'no gzip', 400, 'push-wrong'],
    [{ ...json, ...gzip }, bomb, 413, 'push-too-large'],
    [json, Buffer.alloc(pushLimits.bodyBytes + 1, 0x20), 413, 'push-too-large'],
    [{ ...json, 'Content-Encoding': 'br' }, oneLine, 415, 'push-encoding'],
    [{ 'Content-Type': 'text/plain' }, oneLine, 415, 'push-encoding'],
  ] as const;
  for (const [headers, body, status, code] of refusals) {
    const answer = await send(body, headers);
    assert.deepEqual([answer.status, answer.code], [status, code]);
    assert.equal(answer.text.includes('\n'), false);
  }
  assert.equal((await send(oneLine, json, `${url}s`)).status, 404);
  assert.equal(listener.refused(), refusals.length + 1);
  assert.deepEqual(pushed, []);
});

test('answers what will not be stored now so that the client sends it again', async (t) => {
  const { send } = await openListener(t, ({ host }) =>
    host === 'fw-2' ? Promise.reject(new Error('the intake is closed')) : Promise.resolve(),
  );
  const answer = await send(jsonPush({ 'fw-1': ['a'], 'fw-2': ['b'] }), json);
  assert.deepEqual([answer.status, answer.code, answer.retryAfter], [503, 'push-not-stored', '1']);
  assert.match(answer.text, /the intake is closed/);
  assert.equal((await send(oneLine, json)).status, 204);
});

test('a client that waits too long is told to send again, and its bytes count until they are stored', async (t) => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const { listener, send, pushed } = await openListener(t, () => promise, { answerMs: 20, maxHeldBytes: 300 });
  const line = 'x'.repeat(150);
  const first = await send(jsonPush({ 'fw-1': [line] }), json);
  assert.deepEqual([first.status, first.code], [503, 'push-not-stored']);
  const second = await send(jsonPush({ 'fw-1': [`${line}y`] }), json);
  assert.deepEqual([second.status, second.code, second.retryAfter], [429, 'push-busy', '1']);
  assert.equal(listener.refused(), 0);
  assert.equal(pushed.length, 1);
  resolve(undefined);
  await waitUntil(
    'there is space again',
    async () => (await send(jsonPush({ 'fw-1': [`${line}y`] }), json)).status === 204,
  );
});

test('takes so many requests at a time and no more', async (t) => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const { send, pushed } = await openListener(t, () => promise, { maxRequests: 2 });
  const waiting = [send(oneLine, json), send(oneLine, json)];
  await waitUntil('two pushes wait', () => pushed.length === 2);
  assert.equal((await send(oneLine, json)).status, 429);
  resolve(undefined);
  assert.deepEqual(
    (await Promise.all(waiting)).map(({ status }) => status),
    [204, 204],
  );
  assert.equal((await send(oneLine, json)).status, 204);
});

test('a client without the token is answered before its body is read', async (t) => {
  const { listener, pushed } = await openListener(t);
  const socket = connect(listener.address.port, '127.0.0.1');
  t.after(() => socket.destroy());
  socket.write(
    'POST /loki/api/v1/push HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n',
  );
  const [answer] = (await once(socket, 'data')) as [Buffer];
  assert.match(answer.toString(), /^HTTP\/1\.1 401 /);
  assert.deepEqual(pushed, []);
});

test('closing answers what is under way and cuts off who is slow', async (t) => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const { listener, send, pushed, close } = await openListener(t, () => promise);
  const waiting = send(oneLine, json);
  await waitUntil('it is pushed', () => pushed.length === 1);
  const slow = connect(listener.address.port, '127.0.0.1');
  slow.write(
    'POST /loki/api/v1/push HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\nContent-Type: application/json\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n',
  );
  await once(slow, 'data');
  const cut = once(slow, 'close');
  const closed = close();
  resolve(undefined);
  assert.equal((await waiting).status, 204);
  await closed;
  await cut;
});

test('speaks TLS with a certificate, and then nothing else', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'loki-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', [...request, '-subj', '/CN=localhost', '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const certificate = { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
  const { listener, send, pushed } = await openListener(t, undefined, { certificate });
  const sent = requestTls({
    ...{ host: '127.0.0.1', port: listener.address.port, path: '/loki/api/v1/push', method: 'POST', agent: false },
    ...{ ca: certificate.cert, servername: 'localhost', checkServerIdentity: () => undefined },
    headers: { ...json, Authorization: 'Bearer good' },
  });
  sent.end(oneLine);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.resume();
  assert.equal(response.statusCode, 204);
  assert.equal(pushed.length, 1);
  await assert.rejects(send(oneLine, json));
});
