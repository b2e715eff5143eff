import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { dayMs } from '../time/units.ts';
import { ensureCertificate } from './certificates.ts';
import { createListServer } from './listServer.ts';
import { openListener, silentLog, until } from '../../tests/support/listListener.ts';

const entries = ['192.0.2.1', '198.51.100.0/24', '2001:db8::1'];
const text = '192.0.2.1\n198.51.100.0/24\n2001:db8::1\n';
const showStatus = ['-o', '/dev/null', '-w', '%{http_code}'];

async function openListenerWithList(t: TestContext, options: Parameters<typeof openListener>[1] = {}) {
  const listener = await openListener(t, options);
  await listener.holder.offer(entries, 'one', true);
  return listener;
}

function headerOf(head: string, name: string): string | undefined {
  return new RegExp(`^${name}: (.*)\r$`, 'im').exec(head)?.[1];
}

test('gives the list to a client that trusts the authority only', async (t) => {
  const { curl } = await openListenerWithList(t);
  assert.equal(await curl(), text);
});

test('answers 503 as long as there is no list', async (t) => {
  const { curl } = await openListener(t);
  const head = await curl('-i');
  assert.match(head, /^HTTP\/1\.1 503/);
  assert.equal(headerOf(head, 'Retry-After'), '60');
});

test('an empty list is a list', async (t) => {
  const { curl, holder } = await openListener(t);
  await holder.offer([], 'one', false);
  assert.equal(await curl('-w', '%{http_code}'), '200');
});

test('HEAD brings the headers of GET and no body', async (t) => {
  const { curl } = await openListenerWithList(t);
  const head = await curl('-I');
  assert.match(head, /^HTTP\/1\.1 200/);
  assert.equal(headerOf(head, 'Content-Type'), 'text/plain; charset=utf-8');
  assert.equal(headerOf(head, 'Content-Length'), String(text.length));
  assert.equal(headerOf(head, 'Cache-Control'), 'no-cache');
  assert.equal(headerOf(head, 'Vary'), 'Accept-Encoding');
  assert.match(headerOf(head, 'ETag') ?? '', /^"[0-9a-f]{32}"$/);
  assert.match(headerOf(head, 'Last-Modified') ?? '', / GMT$/);
  assert.ok(head.endsWith('\r\n\r\n'));
});

test('confirms a copy by its tag until the list changes', async (t) => {
  const { curl, holder } = await openListenerWithList(t);
  const etag = headerOf(await curl('-I'), 'ETag');
  const conditional = ['-H', `If-None-Match: "other", ${etag}`];
  const answer = await curl('-i', ...conditional);
  assert.match(answer, /^HTTP\/1\.1 304/);
  assert.equal(headerOf(answer, 'ETag'), etag);
  assert.ok(answer.endsWith('\r\n\r\n'));
  await holder.offer([...entries, '203.0.113.9'], 'one', true);
  assert.equal(await curl(...conditional), `${text}203.0.113.9\n`);
});

test('compresses for who asks, under a tag of its own', async (t) => {
  const { curl } = await openListenerWithList(t);
  assert.equal(await curl('--compressed'), text);
  const head = await curl('-I', '--compressed');
  assert.equal(headerOf(head, 'Content-Encoding'), 'gzip');
  const etag = headerOf(head, 'ETag');
  assert.notEqual(etag, headerOf(await curl('-I'), 'ETag'));
  assert.equal(await curl(...showStatus, '--compressed', '-H', `If-None-Match: ${etag}`), '304');
});

test('a copy that was fetched plain is confirmed to a client that now compresses', async (t) => {
  const { curl } = await openListenerWithList(t);
  const etag = headerOf(await curl('-I'), 'ETag');
  const answer = await curl('-i', '--compressed', '-H', `If-None-Match: ${etag}`);
  assert.match(answer, /^HTTP\/1\.1 304/);
  assert.equal(headerOf(answer, 'ETag'), etag);
});

test('confirms a copy by its date, unless a tag says otherwise', async (t) => {
  let nowMs = 1_700_000_000_000;
  const { curl } = await openListenerWithList(t, { now: () => nowMs });
  nowMs += 60_000;
  const since = ['-H', `If-Modified-Since: ${headerOf(await curl('-I'), 'Last-Modified')}`];
  assert.equal(await curl(...showStatus, ...since), '304');
  assert.equal(await curl(...showStatus, ...since, '-H', 'If-None-Match: "other"'), '200');
  assert.equal(await curl(...showStatus, '-H', 'If-Modified-Since: Mon, 01 Jan 2001 00:00:00 GMT'), '200');
});

test('knows one path and two methods, and takes no body', async (t) => {
  const { curl, url } = await openListenerWithList(t);
  assert.equal(await curl(...showStatus, `${url}?vsys=1`), '200');
  assert.equal(await curl(...showStatus, url.replace('blacklist', 'other')), '404');
  assert.equal(await curl(...showStatus, '--path-as-is', `${url}/../../../etc/passwd`), '404');
  assert.equal(await curl(...showStatus, '-X', 'DELETE'), '405');
  assert.equal(await curl(...showStatus, '-d', 'x=1'), '413');
});

test('asks for user name and password when it is told to', async (t) => {
  const { curl } = await openListenerWithList(t, { credentials: { user: 'firewall', password: 'right' } });
  assert.match(headerOf(await curl('-I'), 'WWW-Authenticate') ?? '', /^Basic realm=/);
  assert.equal(await curl(...showStatus, '-u', 'firewall:wrong'), '401');
  assert.equal(await curl('-u', 'firewall:right'), text);
});

test('reports each poll of the list, and nothing else', { timeout: 20_000 }, async (t) => {
  const { curl, url, polls, holder } = await openListenerWithList(t, { now: () => 1_700_000_000_000 });
  const etag = holder.current()?.version.etag ?? '';
  await curl('-A', 'PAN-OS');
  await curl('-A', '', '-H', `If-None-Match: ${etag}`);
  await curl(url.replace('blacklist', 'other'));
  await curl('-X', 'DELETE', '-A', 'x'.repeat(300));
  await until(() => polls.length === 3);
  const shared = { client: '127.0.0.1', at: 1_700_000_000_000 };
  assert.deepEqual(polls, [
    { ...shared, method: 'GET', status: 200, entries: 3, etag, userAgent: 'PAN-OS' },
    { ...shared, method: 'GET', status: 304, entries: 3, etag },
    { ...shared, method: 'DELETE', status: 405, entries: null, etag: null, userAgent: 'x'.repeat(200) },
  ]);
});

test('disconnects a client of another range before the handshake', async (t) => {
  const asked: string[] = [];
  const { curl, server, polls } = await openListenerWithList(t, {
    mayConnect: (client) => {
      asked.push(client);
      return false;
    },
  });
  await assert.rejects(curl(), /SSL|reset|Connection/i);
  assert.deepEqual(asked, ['127.0.0.1']);
  assert.deepEqual(polls, []);
  assert.deepEqual(server.stats(), {
    connections: { notAllowed: 1, tooMany: 0, overCapacity: 0 },
    tlsFailures: { clients: [], others: 0 },
  });
});

test(
  'counts clients that do not trust the certificate, also when they reset the connection',
  { timeout: 20_000 },
  async (t) => {
    const { curl, server } = await openListenerWithList(t, { now: () => 7 });
    const { folder } = await openListener(t);
    const stranger = ['--cacert', `${folder}/ca.crt`];
    const count = 20;
    for (let index = 0; index < count; index++) {
      await assert.rejects(curl(...stranger), /self.signed|unable to get local issuer/);
    }
    await until(() => server.stats().tlsFailures.clients.at(0)?.count === count);
    assert.deepEqual(server.stats().tlsFailures.clients, [
      { client: '127.0.0.1', count, lastAtMs: 7, lastReason: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA' },
    ]);
  },
);

test('a leaf past its end is renewed under the same authority, and its clients stay', async (t) => {
  const longAgoMs = Date.now() - 500 * dayMs;
  const { curl, server, folder, certificate } = await openListenerWithList(t);
  const source = { kind: 'own', folder: `${folder}/certificates`, names: ['localhost'] } as const;
  const over = await ensureCertificate({ source, nowMs: longAgoMs, log: silentLog });
  assert.ok(over.expiresAt < Date.now());
  const authority = ['--cacert', `${folder}/certificates/ca.crt`];

  server.setCertificate(over);
  await assert.rejects(curl(...authority), /expired/);
  const renewed = await ensureCertificate({ source, nowMs: Date.now(), log: silentLog });
  server.setCertificate(renewed);
  assert.equal(await curl(...authority), text);
  assert.equal(renewed.authorityPem, over.authorityPem);
  assert.notEqual(renewed.authorityPem, certificate.authorityPem);
});

test('a port in use is a sentence', async (t) => {
  const { server, holder, certificate } = await openListenerWithList(t);
  const { port } = server.address;
  const options = {
    host: '127.0.0.1',
    port,
    certificate,
    holder,
    onPoll: () => undefined,
    now: () => 0,
    log: silentLog,
  };
  await assert.rejects(createListServer(options), {
    name: 'MendableError',
    code: 'list-listener-failed',
    message: new RegExp(
      `127\\.0\\.0\\.1 port ${port}: address already in use\\. Choose another ACTIVE_DEFENSE_LIST_PORT`,
    ),
  });
});

test('closing waits for no client that keeps its connection', async (t) => {
  const { server } = await openListenerWithList(t);
  const idle = connect(server.address.port, '127.0.0.1');
  await once(idle, 'connect');
  const closed = once(idle.resume(), 'close');
  await server.close();
  await closed;
});
