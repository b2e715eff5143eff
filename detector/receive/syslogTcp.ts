import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { Framer } from './framing.ts';
import type { FramingCounts } from './framing.ts';
import type { LineSink } from './lineBlock.ts';
import { listenFault } from './listenFault.ts';
import { senderOf } from './sender.ts';
import { renewKeyPair } from './syslogServer.ts';
import type { KeyPair, ServerFactory } from './syslogServer.ts';
import { minuteMs, hourMs } from '../time/units.ts';

/** A full house makes room for a newcomer by ending the connection silent for longest, if it is for so long. */
const evictableMs = minuteMs;

/** TLS handshakes under way beside the connections that are open. */
const maxHandshakes = 200;

export interface SyslogTcpOptions {
  readonly createServer: ServerFactory;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly sink: LineSink;
  readonly log: Logger;
  /** Each may hold 256 KiB. */
  readonly maxConnections?: number;
  readonly maxConnectionsPerSender?: number;
  /** A connection without a whole message for so long is ended. */
  readonly idleMs?: number;
  /** A clock in ms that never goes back. */
  readonly now?: () => number;
}

export interface SyslogTcpStats extends FramingCounts {
  connections: number;
  bytes: number;
  /** Connections turned down because there were too many. */
  refused: number;
  /** Connections ended because they were silent. */
  silent: number;
  /** Connections that ended with an error. */
  broken: number;
  tlsErrors: number;
}

export interface SyslogTcp {
  readonly address: AddressInfo;
  stats(): SyslogTcpStats;
  renewKeyPair(pair: KeyPair): void;
  /** Resolves when the pushes under way have settled; a sink that is stopped must reject them. */
  close(): Promise<void>;
}

interface Connection {
  readonly sender: string;
  /** When the last whole message came; dripping bytes do not count. */
  heardAtMs: number;
  isPushing: boolean;
  isWarned: boolean;
}

/** Receives syslog over TCP, or TLS with `tlsServer`. A sender is slowed down while the sink has no room. */
export async function receiveSyslogTcp(options: SyslogTcpOptions): Promise<SyslogTcp> {
  const { sink, log, now = () => performance.now() } = options;
  const { maxConnections = 1_000, maxConnectionsPerSender = 100, idleMs = hourMs } = options;
  const counts = {
    messages: 0,
    tooLong: 0,
    badFrames: 0,
    cut: 0,
    bytes: 0,
    refused: 0,
    silent: 0,
    broken: 0,
    tlsErrors: 0,
  };
  const open = new Map<Socket, Connection>();
  const accepted = new Set<Socket>();
  const receiving = new Set<Promise<void>>();

  function serve(socket: Socket): void {
    // The reading loop handles errors until it ends; a later one must not end the process.
    socket.on('error', () => undefined);
    const sender = senderOf(socket.remoteAddress);
    if (!hasRoomFor(sender)) {
      counts.refused++;
      socket.destroy();
      return;
    }
    const connection = { sender, heardAtMs: now(), isPushing: false, isWarned: false };
    open.set(socket, connection);
    socket.setKeepAlive(true, 60_000);
    const task = receive(socket, connection).finally(() => {
      socket.destroy();
      open.delete(socket);
      receiving.delete(task);
    });
    receiving.add(task);
  }

  async function receive(socket: Socket, connection: Connection): Promise<void> {
    const framer = new Framer(counts);
    try {
      for await (const chunk of socket as AsyncIterable<Buffer>) {
        counts.bytes += chunk.length;
        const lines = framer.take(chunk);
        if (framer.isEverLost && !connection.isWarned) {
          connection.isWarned = true;
          log.warn({ sender: connection.sender }, 'octet counts of a syslog sender are wrong: messages are lost');
        }
        await push(lines, connection);
      }
      await push(framer.end(), connection);
    } catch (error) {
      framer.cut();
      counts.broken++;
      log.debug({ sender: connection.sender, problem: messageOf(error) }, 'syslog connection broke');
    }
  }

  async function push(bytes: Uint8Array, connection: Connection): Promise<void> {
    if (bytes.length === 0) return;
    const { sender } = connection;
    connection.isPushing = true;
    await sink.push({ bytes, input: sender, kind: 'syslog', sender });
    connection.isPushing = false;
    connection.heardAtMs = now();
  }

  function hasRoomFor(sender: string): boolean {
    const ofSender = [...open.values()].filter((connection) => connection.sender === sender).length;
    if (ofSender >= maxConnectionsPerSender) return false;
    if (open.size >= maxConnections) endSilent(evictableMs, 1);
    return open.size < maxConnections;
  }

  /** Ends connections that were silent for longest, at most so many. */
  function endSilent(silentMs: number, most: number): void {
    const silent = [...open]
      .filter(([, { isPushing, heardAtMs }]) => !isPushing && now() - heardAtMs >= silentMs)
      .sort(([, one], [, other]) => one.heardAtMs - other.heardAtMs)
      .slice(0, most);
    for (const [socket] of silent) {
      counts.silent++;
      open.delete(socket);
      socket.destroy();
    }
  }

  const server = options.createServer(serve);
  server.maxConnections = maxConnections + maxHandshakes;
  server.on('connection', (socket) => {
    accepted.add(socket);
    socket.once('close', () => accepted.delete(socket));
  });
  server.on('drop', () => counts.refused++);
  server.on('tlsClientError', () => counts.tlsErrors++);
  try {
    await once(server.listen({ host: options.host, port: options.port }), 'listening');
  } catch (error) {
    throw listenFault(error, 'Syslog over TCP', options.host, options.port);
  }
  server.on('error', (error) => log.error({ problem: messageOf(error) }, 'syslog server failed'));
  const sweep = setInterval(() => endSilent(idleMs, Infinity), Math.min(idleMs, minuteMs));

  return {
    address: server.address() as AddressInfo,
    stats: () => ({ ...counts, connections: open.size }),
    renewKeyPair: (pair) => renewKeyPair(server, pair),
    async close() {
      clearInterval(sweep);
      const closed = once(server, 'close');
      server.close();
      for (const socket of [...open.keys(), ...accepted]) socket.destroy();
      await Promise.all(receiving);
      await closed;
    },
  };
}
