import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sendTraffic } from './sendTraffic.ts';
import { openSink } from './sinks.ts';
import { createTraffic } from './traffic.ts';

const traffic = (): ReturnType<typeof createTraffic> =>
  createTraffic({ seed: 1, startAt: 0, ratePerSecond: 1_000, host: 'fw', timeZone: 'UTC' });

const linesOf = (count: number): string => {
  const source = traffic();
  return Array.from({ length: count }, () => `${source.next()}\n`).join('');
};

test('appends to a file', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'sinks-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  for (const target of [`file:${folder}/a.log`, `file://${folder}/a.log`]) {
    const sink = await openSink(target);
    const sent = await sendTraffic({ traffic: traffic(), sink, lines: 2_500, ratePerSecond: Infinity });
    await sink.close();
    assert.equal(sent, 2_500);
  }
  assert.equal(await readFile(join(folder, 'a.log'), 'utf8'), linesOf(2_500).repeat(2));
});

test('sends over TCP, newline after each line, to the last byte', async (t) => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const received = new Promise<string>((resolve) => {
    server.once('connection', (socket: Socket) => {
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('end', () => resolve(text));
    });
  });
  const sink = await openSink(`tcp://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await sendTraffic({ traffic: traffic(), sink, lines: 5_000, ratePerSecond: Infinity });
  await sink.close();
  assert.equal(await received, linesOf(5_000));
});

test('sends a datagram a line over UDP', async (t) => {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  t.after(() => socket.close());
  const received: string[] = [];
  const all = new Promise<void>((resolve) => {
    socket.on('message', (message) => {
      received.push(message.toString());
      if (received.length === 20) resolve();
    });
  });
  const sink = await openSink(`udp://127.0.0.1:${socket.address().port}`);
  await sendTraffic({ traffic: traffic(), sink, lines: 20, ratePerSecond: Infinity });
  await all;
  await sink.close();
  assert.equal(received.map((line) => `${line}\n`).join(''), linesOf(20));
});

test('stops when it is told to', async () => {
  const stop = new AbortController();
  const written: string[] = [];
  const sink = {
    write: (lines: readonly string[]) => {
      written.push(...lines);
      stop.abort();
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
  const sent = await sendTraffic({
    traffic: traffic(),
    sink,
    lines: 1_000_000,
    ratePerSecond: 100,
    signal: stop.signal,
  });
  assert.equal(sent, written.length);
  assert.ok(sent < 1_000);
});

for (const [target, sentence] of [
  ['http://example.com', /"http:\/\/example\.com" is no target\. Give file:/],
  ['udp://127.0.0.1', /is no target/],
  ['file:', /names no file/],
  ['file:/nowhere/at/all.log', /can't be written to file:\/nowhere.*no such file or folder.*try again/],
  ['tcp://127.0.0.1:1', /can't be written to tcp:.*connection refused/],
] as const) {
  test(`refuses ${target} in a sentence`, () => assert.rejects(openSink(target), sentence));
}

test('says so when the other side closes', async (t) => {
  const server = createServer((socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const sink = await openSink(`tcp://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const sending = sendTraffic({ traffic: traffic(), sink, lines: 1e9, ratePerSecond: Infinity });
  await assert.rejects(sending, /can't be written to tcp:/);
});
