import type { X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import { messageOf } from '../errors.ts';
import { listPath } from './answerPoll.ts';
import type { Credentials } from './credentials.ts';
import type { Poll } from './listServer.ts';

export interface FirewallPoll {
  readonly host: string;
  readonly port: number;
  /** What the firewall calls the server: it stands in SNI and in the Host header. */
  readonly name: string;
  /** PEM of the authorities to trust. */
  readonly trusted: readonly string[];
  readonly login: Credentials | null;
}

/** What came of it, as far as it got. */
export interface PolledList {
  /** Why there was no answer; null: there was one. */
  readonly fault: string | null;
  readonly protocol: string | null;
  readonly certificate: X509Certificate | null;
  /** OpenSSL's word for what is wrong with the chain; null: it leads to a trusted authority. */
  readonly chainFault: string | null;
  readonly status: number | null;
  readonly body: string;
}

const ownTestAgent = 'Active Defense list test';
const limitMs = 10_000;
const maxBodyBytes = 64 * 2 ** 20;

/** Whether a poll was a test of the product's own, which says nothing of any firewall. */
export function isOwnTest({ client, userAgent }: Poll, host: string): boolean {
  return userAgent === ownTestAgent && ['127.0.0.1', '::1', host].includes(client);
}

/** Fetches the list once over a connection of its own; it finds out what is wrong with a certificate instead of ending there. */
export function pollAsFirewall({ host, port, name, trusted, login }: FirewallPoll): Promise<PolledList> {
  const found = { protocol: null, certificate: null, chainFault: null, status: null, body: '' };
  let result: PolledList = { fault: null, ...found };
  return new Promise((resolve) => {
    const fail = (error: unknown): void => resolve({ ...result, fault: messageOf(error) });
    const polling = request({
      host,
      port,
      path: listPath,
      servername: isIP(name) === 0 ? name : '',
      headers: { Host: `${isIP(name) === 6 ? `[${name}]` : name}:${port}`, 'User-Agent': ownTestAgent },
      ...(login === null ? {} : { auth: `${login.user}:${login.password}` }),
      ca: [...trusted],
      rejectUnauthorized: false,
      // The caller checks the name apart from the chain.
      checkServerIdentity: () => undefined,
      agent: false,
      signal: AbortSignal.timeout(limitMs),
    });
    polling.once('socket', (tls) => {
      if (!(tls instanceof TLSSocket)) return;
      tls.once('secureConnect', () => {
        const chainFault = tls.authorized ? null : String(tls.authorizationError);
        const certificate = tls.getPeerX509Certificate() ?? null;
        result = { ...result, protocol: tls.getProtocol(), certificate, chainFault };
      });
    });
    polling.once('error', fail);
    polling.once('response', (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > maxBodyBytes) polling.destroy(new Error('the list is too long to be one'));
      });
      response.once('error', fail);
      response.once('end', () => {
        resolve({ ...result, status: response.statusCode ?? null, body: Buffer.concat(chunks).toString() });
      });
    });
    polling.end();
  });
}
