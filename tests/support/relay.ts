import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { waitUntil } from './waitUntil.ts';

export interface Relay {
  /** The same database by way of the relay. */
  readonly connectionString: string;
  /** Connections that are open pass nothing on any more; with `forGood` new ones don't either. */
  fallSilent(options?: { readonly forGood: boolean }): void;
}

/** A way to the database that can fall silent, as a network does that is cut: nothing passes, nothing is closed. */
export async function openRelay(t: TestContext, connectionString: string): Promise<Relay> {
  const url = new URL(connectionString);
  const server = { host: url.hostname, port: Number(url.port) };
  const sockets: Socket[] = [];
  let isSilent = false;
  const relay = createServer((inner) => {
    const outer = connect(server);
    sockets.push(inner, outer);
    if (!isSilent) inner.pipe(outer).pipe(inner);
    for (const socket of [inner, outer]) socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  t.after(() => {
    relay.close();
    sockets.forEach((socket) => socket.destroy());
  });
  await waitUntil('the relay listens', () => relay.listening);
  url.port = String((relay.address() as AddressInfo).port);
  return {
    connectionString: url.href,
    fallSilent({ forGood } = { forGood: false }) {
      isSilent = forGood;
      for (const socket of sockets) socket.unpipe().pause();
    },
  };
}
