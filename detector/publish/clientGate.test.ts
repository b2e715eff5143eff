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

  /** One connection, from both of its ends. */
  async function enter(): Promise<{ client: Socket; accepted: Socket }> {
    const arrival = once(server, 'connection') as Promise<[Socket]>;
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1').resume();
    const [accepted] = await arrival;
    return { client, accepted };
  }

  return { gate, enter };
}

test('disconnects a client that may not connect', async (t) => {
  const { gate, enter } = await openGate(t, { mayConnect: () => false, maxPerClient: 10 });
  const { client, accepted } = await enter();
  assert.equal(accepted.destroyed, true);
  await once(client, 'close');
  assert.deepEqual(gate.counts(), { notAllowed: 1, tooMany: 0 });
});

test('a client has so many connections at a time and no more', async (t) => {
  const { gate, enter } = await openGate(t, { mayConnect: () => true, maxPerClient: 2 });
  const first = await enter();
  const second = await enter();
  const third = await enter();
  assert.deepEqual(
    [first, second, third].map(({ accepted }) => accepted.destroyed),
    [false, false, true],
  );
  assert.deepEqual(gate.counts(), { notAllowed: 0, tooMany: 1 });

  first.client.destroy();
  await once(first.accepted, 'close');
  assert.equal((await enter()).accepted.destroyed, false);
});

test('writes an IPv4 client of a dual-stack socket as IPv4', () => {
  assert.equal(clientOf({ remoteAddress: '::ffff:192.0.2.1' }), '192.0.2.1');
  assert.equal(clientOf({ remoteAddress: '2001:db8::ffff:1' }), '2001:db8::ffff:1');
});
