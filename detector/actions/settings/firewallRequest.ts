import { MendableError } from '../../errors.ts';
import { isServerName } from '../list/isServerName.ts';

/** What the commands for a firewall are made of. */
export interface FirewallRequest {
  /** This server's address or DNS name, as the firewall reaches it. */
  readonly address: string;
  /** What the firewall's objects for it are called. */
  readonly name: string;
  /** The firewall's zone towards the internet. */
  readonly zone: string;
  /** The rule that drops what is on the list. */
  readonly denyRule: string;
  readonly syslogPort: number;
  readonly transport: Transport;
  readonly listPort: number;
}

export const transports = ['udp', 'tcp', 'tls'] as const;
export type Transport = (typeof transports)[number];

/** What is taken where nothing was said. */
export const usualRequest = { name: 'ActiveDefense', zone: 'untrust', transport: 'udp' } as const;

/** Where rsyslog receives by the file in `deploy/rsyslog`: it keeps logs while the detector is down. */
export const rsyslogPort = 514;
/** RFC 5425. */
const syslogTlsPort = 6514;

/** Where logs are sent to unless somebody says otherwise: rsyslog's file takes no TLS, so that goes to the detector itself. */
export function usualSyslogPort(transport: Transport, detectorTlsPort: number | null): number {
  if (transport !== 'tls') return rsyslogPort;
  return detectorTlsPort === null || detectorTlsPort === 0 ? syslogTlsPort : detectorTlsPort;
}

/** What PAN-OS takes as a name since version 8.1; nothing of it can end a quoted word. */
const objectName = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,62}$/;

export function isObjectName(text: string): boolean {
  return objectName.test(text);
}

/** Refuses texts that a firewall's command line does not take as they are, all at once. */
export function checkRequest({ address, name, zone, denyRule }: FirewallRequest): void {
  const faults = [
    ...(isServerName(address)
      ? []
      : [`The address ${JSON.stringify(address)} is neither an IP address nor a DNS name: write this server's own.`]),
    ...Object.entries({ name, zone, 'deny rule': denyRule })
      .filter(([, text]) => !isObjectName(text))
      .map(
        ([what, text]) =>
          `The ${what} ${JSON.stringify(text)} is no name for a firewall's object: use letters, digits, spaces and . _ - (63 at most, a letter or digit first).`,
      ),
  ];
  if (faults.length > 0) throw new MendableError('firewall-name-wrong', faults.join('\n'));
}
