import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { createCollectingSink } from '../../tests/support/collectingSink.ts';
import { waitUntil } from '../../tests/support/waitUntil.ts';
import { createLog } from '../log.ts';
import type { LineBlock } from './lineBlock.ts';
import { receiveSyslogUdp } from './syslogUdp.ts';
import { kernelUdpDrops } from './udpDrops.ts';

async function receive(t: TestContext, beforePush?: (block: LineBlock) => Promise<void>, host = '127.0.0.1') {
  const sink = createCollectingSink(beforePush);
  const udp = await receiveSyslogUdp({ host, port: 0, sink, log: createLog('silent') });
  t.after(() => udp.close());
  const client = createSocket('udp4');
  t.after(() => client.close());
  const send = (message: string | Buffer) =>
    new Promise<void>((resolve, reject) => {
      client.send(message, udp.address.port, '127.0.0.1', (error) => (error === null ? resolve() : reject(error)));
    });
  return { udp, sink, send, hasLines: (n: number) => waitUntil(`${n} lines`, () => sink.lines().length >= n) };
}

test('receives a message a datagram and names its sender', async (t) => {
  const { sink, send, hasLines } = await receive(t);
  await send('<14>one');
  await send('<14>two\n');
  await hasLines(2);
  assert.deepEqual(sink.lines(), ['<14>one', '<14>two']);
  assert.deepEqual(
    [sink.blocks[0].input, sink.blocks[0].sender, sink.blocks[0].kind],
    ['127.0.0.1', '127.0.0.1', 'syslog'],
  );
});

test('names a sender by its IPv4 address on a socket for both families', async (t) => {
  const { sink, send, hasLines } = await receive(t, undefined, '::');
  await send('one');
  await hasLines(1);
  assert.equal(sink.blocks[0].sender, '127.0.0.1');
});

test('makes one line of a datagram with newlines and NULs in it', async (t) => {
  const { sink, send, hasLines } = await receive(t);
  await send('<14>one\n<14>two\0three\n');
  await hasLines(1);
  assert.deepEqual(sink.lines(), ['<14>one\x1e<14>two\0three']);
});

test('counts datagrams without text', async (t) => {
  const { udp, send } = await receive(t);
  await send('');
  await send('\n');
  await waitUntil('both are counted', () => udp.stats().empty === 2);
  assert.equal(udp.stats().messages, 0);
});

test('takes a datagram of the greatest size', async (t) => {
  const { sink, send, hasLines } = await receive(t);
  await send(Buffer.alloc(65_507, 'x'));
  await hasLines(1);
  assert.equal(sink.lines()[0].length, 65_507);
});

test('gathers what waits into blocks, and drops and counts what is too much', async (t) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const { udp, sink, send } = await receive(t, () => held);
  const datagram = Buffer.alloc(60_000, 'x');
  let sent = 0;
  await waitUntil('some are dropped', async () => {
    for (let i = 0; i < 10; i++, sent++) await send(datagram);
    return udp.stats().dropped > 10;
  });
  assert.ok(udp.stats().waitingBytes <= 16_777_216);
  release();
  await waitUntil('all are accounted for', () => {
    const { messages, dropped, kernelDrops } = udp.stats();
    return messages + dropped + kernelDrops === sent;
  });
  assert.equal(udp.stats().waitingBytes, 0);
  assert.ok(sink.blocks.length < sink.lines().length / 2);
});

test('counts the datagrams that the sink refused', async (t) => {
  const { udp, send } = await receive(t, () => Promise.reject(new Error('stopped')));
  await send('one');
  await waitUntil('it is counted', () => udp.stats().dropped === 1);
});

test('reports what the kernel dropped', async (t) => {
  const { udp, send } = await receive(t);
  const datagram = Buffer.alloc(60_000, 'x');
  const sends: Promise<void>[] = [];
  for (let i = 0; i < 500; i++) sends.push(send(datagram));
  await Promise.all(sends);
  await waitUntil('all are accounted for', () => {
    const { messages, dropped, kernelDrops } = udp.stats();
    return messages + dropped + kernelDrops === 500;
  });
});

test('finds no drops of a port that nobody listens on', () => {
  assert.equal(kernelUdpDrops(1), 0);
});

test('says what to do when its port is taken', async (t) => {
  const { udp, sink } = await receive(t);
  const { port } = udp.address;
  await assert.rejects(receiveSyslogUdp({ host: '127.0.0.1', port, sink, log: createLog('silent') }), {
    code: 'port-in-use',
  });
});
