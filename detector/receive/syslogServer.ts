import { createServer as createPlainServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { createServer as createTlsServer, Server as TlsServer } from 'node:tls';
import type { SecureContextOptions } from 'node:tls';

/** Makes a server that hands over connections that are ready to be read. */
export type ServerFactory = (serve: (socket: Socket) => void) => Server;

/** A client that does not finish its handshake holds a place for this long. */
const handshakeMs = 10_000;

export const plainServer: ServerFactory = (serve) => createPlainServer(serve);

/** A certificate and its key, as PEM. */
export type KeyPair = Pick<SecureContextOptions, 'cert' | 'key'>;

/** Syslog over TLS (RFC 5425). */
export function tlsServer(pair: KeyPair): ServerFactory {
  return (serve) => createTlsServer({ ...pair, handshakeTimeout: handshakeMs }, serve);
}

/** Shows a renewed certificate to whoever connects from now on; a server without TLS has none. */
export function renewKeyPair(server: Server, pair: KeyPair): void {
  if (server instanceof TlsServer) server.setSecureContext(pair);
}
