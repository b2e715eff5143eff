import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { connect } from 'node:net';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { MendableError, messageOf } from '../errors.ts';

/** Where simulated lines go. */
export interface Sink {
  /** Resolves when there is space for more; rejects with a sentence when they can't be written. */
  write(lines: readonly string[]): Promise<void>;
  /** Resolves when all that was written has left. */
  close(): Promise<void>;
}

const usage = 'Give file:/path/to/file, udp://host:port or tcp://host:port.';
const udpAtOnce = 64;

/** Opens `file:PATH` (appending), `udp://HOST:PORT` (a datagram a line) or `tcp://HOST:PORT` (newlines). */
export async function openSink(target: string): Promise<Sink> {
  if (target.startsWith('file:')) return openFile(target, target.slice('file:'.length).replace(/^\/\/(?=\/)/, ''));
  const url = URL.parse(target);
  const port = Number(url?.port ?? '');
  if (url === null || port === 0 || !['udp:', 'tcp:'].includes(url.protocol)) {
    throw new MendableError('simulate-target', `"${target}" is no target. ${usage}`);
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return url.protocol === 'udp:' ? openUdp(target, host, port) : openTcp(target, host, port);
}

async function openFile(target: string, path: string): Promise<Sink> {
  if (path === '') throw new MendableError('simulate-target', `"${target}" names no file. ${usage}`);
  const stream = createWriteStream(path, { flags: 'a' });
  await once(stream, 'open').catch((cause: unknown) => {
    throw failed(target, cause);
  });
  return streamSink(target, stream);
}

async function openTcp(target: string, host: string, port: number): Promise<Sink> {
  const socket = connect(port, host);
  await once(socket, 'connect').catch((cause: unknown) => {
    throw failed(target, cause);
  });
  socket.resume();
  return streamSink(target, socket);
}

function streamSink(target: string, stream: Writable): Sink {
  let broken: unknown;
  stream.on('error', (error) => (broken = error));
  const check = (): void => {
    if (broken !== undefined || stream.destroyed) throw failed(target, broken ?? 'the other side closed');
  };
  return {
    write: async (lines) => {
      check();
      const isWritable = stream.write(`${lines.join('\n')}\n`);
      if (!isWritable) await drained(stream);
      check();
    },
    close: async () => {
      stream.end();
      await finished(stream, { readable: false }).catch((cause: unknown) => {
        throw failed(target, cause);
      });
    },
  };
}

/** Resolves when there is space again, or never will be. */
async function drained(stream: Writable): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })]).catch(() => undefined);
  over.abort();
}

async function openUdp(target: string, host: string, port: number): Promise<Sink> {
  const { address, family } = await lookup(host).catch((cause: unknown) => {
    throw failed(target, cause);
  });
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
  socket.on('error', () => undefined);
  const send = (line: string): Promise<void> =>
    new Promise((resolve, reject) => {
      socket.send(line, port, address, (error) => (error === null ? resolve() : reject(failed(target, error))));
    });
  return {
    write: async (lines) => {
      for (let at = 0; at < lines.length; at += udpAtOnce) await Promise.all(lines.slice(at, at + udpAtOnce).map(send));
    },
    close: () => new Promise((resolve) => void socket.close(resolve)),
  };
}

function failed(target: string, cause: unknown): MendableError {
  return new MendableError(
    'simulate-write',
    `Lines can't be written to ${target}: ${messageOf(cause)}. See that it exists, is listening and may be written, and try again.`,
    { cause },
  );
}
