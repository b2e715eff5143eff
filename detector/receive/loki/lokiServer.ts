import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

/** A client sends its megabyte at once; whoever is slower holds a place for so long. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 95_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 8_192,
} as const;
const handshakeTimeout = 10_000;
const maxConnections = 500;

/** The server behind the listener for Loki's clients, with TLS where it has a certificate. */
export function lokiServer(
  handle: RequestListener,
  certificate: { readonly cert: string; readonly key: string } | undefined,
): Server {
  const server =
    certificate === undefined
      ? createServer(limits, handle)
      : createTlsServer({ ...certificate, ...limits, handshakeTimeout }, handle);
  server.maxConnections = maxConnections;
  return server;
}
