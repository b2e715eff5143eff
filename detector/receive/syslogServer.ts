import { createServer as createPlainServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { SecureContextOptions } from 'node:tls';

/** Makes a server that hands over connections that are ready to be read. */
export type ServerFactory = (serve: (socket: Socket) => void) => Server;

/** A client that does not finish its handshake holds a place for this long. */
const handshakeMs = 10_000;

export const plainServer: ServerFactory = (serve) => createPlainServer(serve);

/** Syslog over TLS (RFC 5425) with a certificate and its key. */
export function tlsServer(certificate: Pick<SecureContextOptions, 'cert' | 'key'>): ServerFactory {
  return (serve) => createTlsServer({ ...certificate, handshakeTimeout: handshakeMs }, serve);
}
