import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { createCollectingSink } from '../../tests/support/collectingSink.ts';
import { connectTo, send, startRsyslog } from '../../tests/support/rsyslog.ts';
import { waitUntil } from '../../tests/support/waitUntil.ts';
import { createLog } from '../log.ts';
import type { LineBlock } from './lineBlock.ts';
import { plainServer, tlsServer } from './syslogServer.ts';
import { receiveSyslogTcp } from './syslogTcp.ts';
import type { SyslogTcpOptions } from './syslogTcp.ts';

async function receive(
  t: TestContext,
  options: Partial<SyslogTcpOptions> = {},
  beforePush?: (block: LineBlock) => Promise<void>,
) {
  const sink = createCollectingSink(beforePush);
  const tcp = await receiveSyslogTcp({
    createServer: plainServer,
    host: '127.0.0.1',
    port: 0,
    sink,
    log: createLog('silent'),
    ...options,
  });
  t.after(() => tcp.close());
  return { tcp, sink, hasLines: (count: number) => waitUntil(`${count} lines`, () => sink.lines().length >= count) };
}

function createFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'tcp-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('receives lines and names their sender', async (t) => {
  const { tcp, sink, hasLines } = await receive(t);
  const socket = await connectTo(t, tcp.address.port);
  await send(socket, '<14>one\n<14>two\n');
  await hasLines(2);
  const [{ input, kind, sender, position }] = sink.blocks;
  assert.deepEqual([input, kind, sender, position], ['127.0.0.1', 'syslog', '127.0.0.1', undefined]);
});

test('names a sender by its IPv4 address on a socket for both families', async (t) => {
  const { tcp, sink, hasLines } = await receive(t, { host: '::' });
  await send(await connectTo(t, tcp.address.port), 'one\n');
  await hasLines(1);
  assert.equal(sink.blocks[0].sender, '127.0.0.1');
});

for (const [name, framing] of [
  ['newline', ''],
  ['octet-counted', 'TCP_Framing="octet-counted"'],
]) {
  test(`receives what rsyslog forwards with ${name} framing`, async (t) => {
    const { tcp, sink, hasLines } = await receive(t);
    const forward = `action(type="omfwd" target="127.0.0.1" port="${tcp.address.port}" protocol="tcp" ${framing})`;
    const rsyslog = await startRsyslog(t, createFolder(t), forward);
    const socket = await connectTo(t, rsyslog.port);
    const bodies = Array.from({ length: 5_000 }, (_, n) => `SrcLocation=Romania; DstPort=${n}; Type= TRAFFIC;`);
    for (const body of bodies) await send(socket, `<14>Nov 21 10:00:00 fw1 ${body}\n`);
    await hasLines(bodies.length);
    assert.deepEqual(
      sink.lines(),
      bodies.map((body) => `<14>Nov 21 10:00:00 fw1 ${body}`),
    );
  });
}

test('receives over TLS, counts who fails to shake hands, and shows a renewed certificate', async (t) => {
  const folder = createFolder(t);
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  execFileSync('openssl', [...request, '-subj', '/CN=localhost', '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const createServer = tlsServer({ key: readFileSync(key), cert: readFileSync(cert) });
  const { tcp, sink, hasLines } = await receive(t, { createServer });
  const plain = await connectTo(t, tcp.address.port);
  await send(plain, '<14>not TLS\n');
  const secure = connectTls({
    host: '127.0.0.1',
    port: tcp.address.port,
    ca: readFileSync(cert),
    servername: 'localhost',
  });
  t.after(() => secure.destroy());
  await send(secure, '11 <14>message');
  await hasLines(1);
  await waitUntil('the failure is counted', () => tcp.stats().tlsErrors === 1);
  assert.deepEqual([sink.lines(), sink.blocks[0].sender], [['<14>message'], '127.0.0.1']);

  const [newKey, newCert] = [join(folder, 'new-key.pem'), join(folder, 'new-cert.pem')];
  execFileSync('openssl', [...request, '-subj', '/CN=localhost', '-keyout', newKey, '-out', newCert], {
    stdio: 'ignore',
  });
  tcp.renewKeyPair({ key: readFileSync(newKey), cert: readFileSync(newCert) });
  const later = connectTls({
    host: '127.0.0.1',
    port: tcp.address.port,
    ca: readFileSync(newCert),
    servername: 'localhost',
  });
  t.after(() => later.destroy());
  await send(later, '11 <14>renewed');
  await hasLines(2);
});

test('closes while a client hangs in its handshake', { timeout: 5_000 }, async (t) => {
  const { tcp } = await receive(t, { createServer: tlsServer({}) });
  await connectTo(t, tcp.address.port);
  await tcp.close();
});

test('slows a sender down while there is no room, and holds little meanwhile', async (t) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const { tcp, sink, hasLines } = await receive(t, {}, () => held);
  const socket = await connectTo(t, tcp.address.port);
  const line = 'x'.repeat(999) + '\n';
  const lineCount = 50_000;
  socket.write(line.repeat(lineCount));
  await waitUntil('the first block is offered', () => tcp.stats().bytes > 0);
  assert.ok(tcp.stats().bytes < 1_000_000);
  release();
  await hasLines(lineCount);
  assert.equal(sink.lines().length, lineCount);
});

test('ends the connection when the sink refuses a block', async (t) => {
  const { tcp } = await receive(t, {}, () => Promise.reject(new Error('stopped')));
  const socket = await connectTo(t, tcp.address.port);
  socket.on('error', () => undefined);
  await send(socket, 'one\n');
  await waitUntil('it is ended', () => socket.destroyed || socket.readableEnded || tcp.stats().connections === 0);
  assert.equal(tcp.stats().broken, 1);
});

test('turns connections down beyond the cap, and of one sender beyond its own', async (t) => {
  const { tcp } = await receive(t, { maxConnections: 3, maxConnectionsPerSender: 2 });
  for (let i = 0; i < 5; i++) await connectTo(t, tcp.address.port);
  await waitUntil('three are turned down', () => tcp.stats().refused === 3);
  assert.equal(tcp.stats().connections, 2);
});

test('gives the place of a connection that only drips bytes to a newcomer', async (t) => {
  let nowMs = 0;
  const { tcp, hasLines } = await receive(t, { maxConnections: 2, now: () => nowMs });
  const slow = await connectTo(t, tcp.address.port);
  const speaking = await connectTo(t, tcp.address.port);
  await waitUntil('both are open', () => tcp.stats().connections === 2);
  nowMs += 59_000;
  await send(slow, 'x');
  await send(speaking, 'one\n');
  await hasLines(1);
  nowMs += 1_000;
  const newcomer = await connectTo(t, tcp.address.port);
  await send(newcomer, 'two\n');
  await hasLines(2);
  await send(speaking, 'three\n');
  await hasLines(3);
  assert.equal(tcp.stats().silent, 1);
});

test('ends a connection that is silent for too long', async (t) => {
  const { tcp } = await receive(t, { idleMs: 20 });
  const socket = await connectTo(t, tcp.address.port);
  await waitUntil('it is ended', () => tcp.stats().silent === 1);
  await waitUntil(
    'the client knows',
    () => socket.destroyed || socket.readableEnded || socket.closed || !tcp.stats().connections,
  );
});

test('counts a line of 100 MB and a connection that breaks, and keeps neither', async (t) => {
  const { tcp, sink, hasLines } = await receive(t);
  const socket = await connectTo(t, tcp.address.port);
  const piece = 'x'.repeat(1_000_000);
  for (let i = 0; i < 100; i++) await send(socket, piece);
  await send(socket, '\nafter\nbroken');
  await hasLines(1);
  socket.resetAndDestroy();
  await waitUntil('it is gone', () => tcp.stats().connections === 0);
  const { tooLong, cut, broken } = tcp.stats();
  assert.deepEqual([sink.lines(), tooLong, cut, broken], [['after'], 1, 1, 1]);
});

test('says what to do when its port is taken', async (t) => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  t.after(() => other.close());
  const { port } = other.address() as AddressInfo;
  await assert.rejects(receive(t, { port }), {
    code: 'port-in-use',
    message: `Syslog over TCP cannot listen on 127.0.0.1 port ${port}: another program does (ss -lntup shows it). Stop that program or choose another port.`,
  });
});
