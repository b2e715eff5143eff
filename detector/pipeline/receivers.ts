import type { Configuration } from '../setup/configuration.ts';
import type { Logger } from '../log.ts';
import type { ServerCertificate } from '../publish/certificates.ts';
import type { CommittedPosition } from '../receive/filePosition.ts';
import { followFiles } from '../receive/followFiles.ts';
import type { LineBlock, LineSink } from '../receive/lineBlock.ts';
import { plainServer, tlsServer } from '../receive/syslogServer.ts';
import type { ServerFactory } from '../receive/syslogServer.ts';
import { receiveSyslogTcp } from '../receive/syslogTcp.ts';
import { receiveSyslogUdp } from '../receive/syslogUdp.ts';
import { intakeListeners, tellTakenPorts } from '../setup/tellTakenPorts.ts';
import { openLokiListener } from './lokiListener.ts';
import { namingPort } from '../setup/namingPort.ts';

export interface ReceiverOptions {
  readonly configuration: Configuration;
  readonly certificate: ServerCertificate;
  readonly sink: LineSink;
  /** Stores a block under its digest, a repeated one once; resolves when it is stored. */
  readonly push: (block: LineBlock, digest: Uint8Array) => Promise<void>;
  readonly patterns: () => readonly string[];
  readonly committed: (identity: string) => CommittedPosition | undefined;
  readonly isCompleteLine: (line: Uint8Array, path: string) => boolean;
  readonly log: Logger;
}

export interface Receivers {
  /** Where lines are taken, for people. */
  readonly listeners: readonly string[];
  /** Ports in use, null where a listener is off. */
  readonly ports: { readonly syslog: number | null; readonly syslogTls: number | null; readonly loki: number | null };
  /** Lines lost since the last call, by reason. */
  takeLosses(): Record<string, number>;
  /** Shows this one at the TLS listeners from now on. */
  setCertificate(certificate: ServerCertificate): void;
  close(): Promise<void>;
}

/** Opens every way in that is configured. */
export function openReceivers(options: ReceiverOptions): Promise<Receivers> {
  return openAll(options).catch((fault: unknown) => tellTakenPorts(fault, intakeListeners(options.configuration)));
}

async function openAll(options: ReceiverOptions): Promise<Receivers> {
  const { configuration, certificate, sink, log } = options;
  const { host, port, tlsPort } = configuration.syslog;
  await using opened = new AsyncDisposableStack();
  const keep = <T extends { close: () => Promise<void> }>(receiver: T): T => {
    opened.defer(() => receiver.close());
    return receiver;
  };
  let tooLong = 0;
  keep(followFiles({ ...options, log: log.child({ step: 'files' }), onTooLong: () => tooLong++ }));
  const open = async <T extends { close: () => Promise<void> }>(variable: string, listener: Promise<T>): Promise<T> =>
    keep(await namingPort(variable, listener));
  const receiveTcp = (createServer: ServerFactory, at: number) =>
    receiveSyslogTcp({ createServer, host, port: at, sink, log });
  const tcp = port === null ? undefined : await open('ACTIVE_DEFENSE_SYSLOG_PORT', receiveTcp(plainServer, port));
  const udp =
    tcp && (await open('ACTIVE_DEFENSE_SYSLOG_PORT', receiveSyslogUdp({ host, port: tcp.address.port, sink, log })));
  const tls =
    tlsPort === null
      ? undefined
      : await open('ACTIVE_DEFENSE_SYSLOG_TLS_PORT', receiveTcp(tlsServer(keyPairOf(certificate)), tlsPort));

  const loki = await openLokiListener(options);
  if (loki !== undefined) keep(loki);

  const totals = (): Record<string, number> => ({
    'too-long': tooLong + (tcp?.stats().tooLong ?? 0) + (tls?.stats().tooLong ?? 0),
    'udp-dropped': udp === undefined ? 0 : udp.stats().dropped + udp.stats().kernelDrops,
    'connection-broken': (tcp?.stats().broken ?? 0) + (tls?.stats().broken ?? 0),
    'push-refused': loki?.refused() ?? 0,
  });
  let taken: Record<string, number> = {};
  const stack = opened.move();
  return {
    listeners: [
      ...(tcp === undefined ? [] : [`syslog (UDP and TCP) on port ${tcp.address.port}`]),
      ...(tls === undefined ? [] : [`syslog over TLS on port ${tls.address.port}`]),
      ...(loki === undefined ? [] : [loki.description]),
    ],
    ports: {
      syslog: tcp?.address.port ?? null,
      syslogTls: tls?.address.port ?? null,
      loki: loki?.address.port ?? null,
    },
    takeLosses() {
      const now = totals();
      const since = Object.entries(now).map(([reason, lines]) => [reason, lines - (taken[reason] ?? 0)] as const);
      taken = now;
      return Object.fromEntries(since.filter(([, lines]) => lines > 0));
    },
    setCertificate(next) {
      tls?.renewKeyPair(keyPairOf(next));
      loki?.renewKeyPair(keyPairOf(next));
    },
    close: () => stack.disposeAsync(),
  };
}

function keyPairOf({ certificatePem, keyPem }: ServerCertificate): { cert: string; key: string } {
  return { cert: certificatePem, key: keyPem };
}
