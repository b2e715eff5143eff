import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { MendableError, messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { answerPoll, isForList } from './answerPoll.ts';
import type { PollAnswer } from './answerPoll.ts';
import type { ServerCertificate } from './certificates.ts';
import { clientOf, createClientGate } from './clientGate.ts';
import type { GateCounts } from './clientGate.ts';
import { createCredentialCheck } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import type { ListHolder } from './listHolder.ts';
import { createTlsFailures } from './tlsFailures.ts';
import type { TlsFailures } from './tlsFailures.ts';

/** One request for the list that was answered to its end. */
export interface Poll {
  readonly client: string;
  readonly at: number;
  readonly method: string;
  readonly status: number;
  /** Entries of the list that the client now has; null when it got none. */
  readonly entries: number | null;
  readonly etag: string | null;
  /** As the client wrote it, at most 200 characters. */
  readonly userAgent?: string;
}

export interface ListServer {
  readonly address: AddressInfo;
  /** New connections get this certificate; those that are open keep theirs. */
  setCertificate(certificate: ServerCertificate): void;
  stats(): {
    /** Connections that were turned away; `overCapacity`: the listener had all that it takes. */
    readonly connections: GateCounts & { readonly overCapacity: number };
    readonly tlsFailures: ReturnType<TlsFailures['counts']>;
  };
  /** Lets answers under way finish for up to a second. */
  close(): Promise<void>;
}

export interface ListServerOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly certificate: ServerCertificate;
  readonly holder: Pick<ListHolder, 'current'>;
  /** Left out: anybody may read the list. */
  readonly credentials?: Credentials;
  /** Left out: a client of any address may connect. */
  readonly mayConnect?: (client: string) => boolean;
  readonly onPoll: (poll: Poll) => void;
  readonly now: () => number;
  readonly log: Logger;
}

/** A request for the list is a few hundred bytes; whoever is slower or bigger than this is no firewall. */
const limits = {
  handshakeTimeout: 10_000,
  headersTimeout: 10_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 8_192,
} as const;
const idleMs = 30_000;
const maxConnections = 1_000;
const maxConnectionsPerClient = 200;
const maxClientsCounted = 1_000;
const closeGraceMs = 1_000;

/** Opens the HTTPS listener that firewalls poll; throws a `MendableError` when its address can't be had. */
export async function createListServer(options: ListServerOptions): Promise<ListServer> {
  const { host, port, certificate, holder, credentials, mayConnect = () => true, onPoll, now, log } = options;
  const isAuthorized = credentials ? createCredentialCheck(credentials) : () => true;
  const gate = createClientGate({ mayConnect, maxPerClient: maxConnectionsPerClient });
  const tlsFailures = createTlsFailures(maxClientsCounted);
  /** A socket that its client has reset no longer knows whose it was, so each handshake carries that along. */
  const handshakeOf = new AsyncLocalStorage<string>();
  let overCapacity = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const client = clientOf(request.socket);
    const given = await answerPoll(request, { list: holder.current(), isAuthorized, nowMs: now() });
    if (isForList(request)) {
      response.once('finish', () => onPoll(buildPoll(request, given, client, now())));
    }
    response.writeHead(given.status, given.headers);
    response.end(request.method === 'HEAD' ? undefined : given.body);
  }

  const server = createServer({ ...secrets(certificate), ...limits }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error({ error: messageOf(error) }, 'a request for the list failed');
      response.destroy();
    });
  });
  server.maxConnections = maxConnections;
  server.setTimeout(idleMs);
  server.on('drop', () => overCapacity++);
  server.prependListener('connection', (socket: Socket) => {
    handshakeOf.enterWith(gate.admit(socket) ? clientOf(socket) : '');
  });
  server.on('tlsClientError', (error: NodeJS.ErrnoException) => {
    const client = handshakeOf.getStore();
    if (client) tlsFailures.add(client, error.code ?? error.message, now());
  });

  server.listen(port, host);
  await once(server, 'listening').catch((error: unknown) => {
    throw new MendableError(
      'list-listener-failed',
      `The list can't be served at ${host} port ${port}: ${messageOf(error)}. Choose another ACTIVE_DEFENSE_LIST_PORT, or end the program that has this one (ss -lntup shows it).`,
      { cause: error },
    );
  });

  server.on('error', (error) => log.error({ error: messageOf(error) }, 'the list could not take a connection'));
  async function close(): Promise<void> {
    const closed = once(server, 'close');
    server.close();
    const deadline = setTimeout(() => gate.clear(), closeGraceMs);
    await closed;
    clearTimeout(deadline);
  }

  return {
    address: server.address() as AddressInfo,
    setCertificate: (next) => server.setSecureContext(secrets(next)),
    stats: () => ({ connections: { ...gate.counts(), overCapacity }, tlsFailures: tlsFailures.counts() }),
    close,
  };
}

function secrets({ certificatePem, keyPem }: ServerCertificate): { cert: string; key: string } {
  return { cert: certificatePem, key: keyPem };
}

function buildPoll(request: IncomingMessage, { status, headers, list }: PollAnswer, client: string, at: number): Poll {
  const userAgent = request.headers['user-agent']?.slice(0, 200);
  return {
    client,
    at,
    method: request.method ?? '',
    status,
    entries: list?.version.entries.length ?? null,
    etag: headers.ETag ?? null,
    ...(userAgent !== undefined && { userAgent }),
  };
}
