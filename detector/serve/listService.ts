import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { Configuration } from '../setup/configuration.ts';
import type { Logger } from '../log.ts';
import { parseAddress } from '../model/address.ts';
import { createCidrSet } from '../model/cidrSet.ts';
import { authorityFile } from '../publish/authority.ts';
import { ensureCertificate } from '../publish/certificates.ts';
import type { CertificateSource, ServerCertificate } from '../publish/certificates.ts';
import { openListHolder } from '../publish/listHolder.ts';
import type { ListHolder } from '../publish/listHolder.ts';
import { createListServer } from '../publish/listServer.ts';
import type { Poll } from '../publish/listServer.ts';
import { isOwnTest } from '../publish/pollAsFirewall.ts';
import { countOf } from '../actions/countOf.ts';

/** The HTTPS listener for firewalls with the list behind it; it needs no database. */
export interface ListService {
  readonly holder: ListHolder;
  readonly port: number;
  /** The one that is shown at the moment. */
  readonly certificate: ServerCertificate;
  /** Failed TLS handshakes since the start, by client; of at most 1,000 of them. */
  tlsFailures(): readonly { readonly client: string; readonly count: number }[];
  /** Where the authority's certificate lies for firewalls to import; null with an operator's certificate. */
  readonly authorityFile: string | null;
  /** Looks at the certificate and shows a renewed one from then on; says what it found. */
  renewCertificate(): Promise<string>;
  close(): Promise<void>;
}

interface ListServiceOptions {
  readonly configuration: Configuration;
  readonly onPoll: (poll: Poll) => void;
  readonly now: () => number;
  readonly log: Logger;
}

export async function openListService({ configuration, onPoll, now, log }: ListServiceOptions): Promise<ListService> {
  const { list, dataDir } = configuration;
  const source = certificateSource(configuration);
  const ensure = () => ensureCertificate({ source, nowMs: now(), log });
  const holder = await openListHolder({ folder: dataDir, now, log });
  let certificate = await ensure();
  const clients = createCidrSet(list.clients);
  const server = await createListServer({
    host: list.host,
    port: list.port,
    certificate,
    holder,
    ...(list.login === null ? {} : { credentials: list.login }),
    ...(list.clients.length === 0
      ? {}
      : { mayConnect: (client: string) => clients.has(parseAddress(client) ?? [0, 0, 0, 0]) }),
    onPoll: (poll) => {
      if (!isOwnTest(poll, list.host)) onPoll(poll);
    },
    now,
    log: log.child({ step: 'list' }),
  });
  return {
    holder,
    port: server.address.port,
    tlsFailures: () => server.stats().tlsFailures.clients,
    get certificate() {
      return certificate;
    },
    authorityFile: source.kind === 'own' ? authorityFile(source.folder) : null,
    async renewCertificate() {
      const next = await ensure();
      const end = new Date(next.expiresAt).toISOString().slice(0, 10);
      if (next.fingerprint === certificate.fingerprint) return `The certificate is good until ${end}.`;
      certificate = next;
      server.setCertificate(next);
      return `A new certificate is shown, good until ${end}.`;
    },
    close: () => server.close(),
  };
}

export function certificateSource({ list, dataDir }: Configuration): CertificateSource {
  if (list.certificate !== null) return { kind: 'operator', ...list.certificate };
  return { kind: 'own', folder: join(dataDir, 'certificates'), names: [...serverNames(), ...list.names] };
}

/** What a firewall may call this server: its host name and addresses. */
function serverNames(): string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .filter(({ address }) => !address.startsWith('fe80:'))
    .map(({ address }) => address);
  return [...new Set(['localhost', hostname(), ...addresses])];
}

/** Keeps what goes wrong with a list that is not there yet in words. */
export function describeList(holder: ListHolder): string {
  const list = holder.current();
  if (list === undefined) return 'no list yet: firewalls get 503 until the first one is made';
  return `${countOf(list.version.entries.length, 'entry', 'entries')}, made ${new Date(list.version.madeAtMs).toISOString()}`;
}
