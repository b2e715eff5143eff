import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { clientOf, createClientGate } from './clientGate.ts';

async function openGate(t: TestContext, options: Parameters<typeof createClientGate>[0]) {
  const gate = createClientGate(options);
  const server = createServer((socket) => gate.admit(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    gate.clear();
    server.close();
  });

  async function enter(): Promise<Socket> {
    const arrived = once(server, 'connection');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').resume();
    await arrived;
    return socket;
  }

  return { gate, enter };
}

test('disconnects a client that may not connect', async (t) => {
  const { gate, enter } = await openGate(t, { mayConnect: () => false, maxPerClient: 10 });
  await once(await enter(), 'close');
  assert.deepEqual(gate.counts(), { notAllowed: 1, tooMany: 0 });
});

test('a client has so many connections at a time and no more', async (t) => {
  const { gate, enter } = await openGate(t, { mayConnect: () => true, maxPerClient: 2 });
  const [first] = [await enter(), await enter()];
  await once(await enter(), 'close');
  assert.deepEqual(gate.counts(), { notAllowed: 0, tooMany: 1 });

  first.destroy();
  await once(first, 'close');
  let room: Socket;
  do room = await enter();
  while (await Promise.race([once(room, 'close').then(() => true), new Promise<false>((r) => setImmediate(r, false))]));
  assert.equal(room.destroyed, false);
});

test('writes an IPv4 client of a dual-stack socket as IPv4', () => {
  assert.equal(clientOf({ remoteAddress: '::ffff:192.0.2.1' }), '192.0.2.1');
  assert.equal(clientOf({ remoteAddress: '2001:db8::ffff:1' }), '2001:db8::ffff:1');
});
