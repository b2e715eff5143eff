import type { Socket } from 'node:net';

export interface GateCounts {
  /** Connections of clients that may not connect at all. */
  readonly notAllowed: number;
  /** Connections of a client that had too many open. */
  readonly tooMany: number;
}

export interface ClientGate {
  /** Whether a connection may be; one that may not is destroyed, before anything is read from it. */
  admit(socket: Socket): boolean;
  /** Destroys every connection that is open. */
  clear(): void;
  counts(): GateCounts;
}

interface GateOptions {
  readonly mayConnect: (client: string) => boolean;
  /** Open connections of one client, so that a single one can't take all there are. */
  readonly maxPerClient: number;
}

export function createClientGate({ mayConnect, maxPerClient }: GateOptions): ClientGate {
  const open = new Map<string, Set<Socket>>();
  let notAllowed = 0;
  let tooMany = 0;

  function admit(socket: Socket): boolean {
    const client = clientOf(socket);
    const connections = open.get(client) ?? new Set();
    const isAllowed = mayConnect(client);
    if (!isAllowed || connections.size >= maxPerClient) {
      if (isAllowed) tooMany++;
      else notAllowed++;
      socket.destroy();
      return false;
    }
    open.set(client, connections.add(socket));
    socket.once('close', () => {
      connections.delete(socket);
      if (connections.size === 0) open.delete(client);
    });
    return true;
  }

  function clear(): void {
    for (const connections of open.values()) for (const socket of connections) socket.destroy();
  }

  return { admit, clear, counts: () => ({ notAllowed, tooMany }) };
}

/** The client's address as a person writes it: IPv4 without a dual-stack socket's prefix, link-local IPv6 without its interface. */
export function clientOf(socket: Pick<Socket, 'remoteAddress'>): string {
  return (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)|%.*$/gi, '');
}
