import { X509Certificate } from 'node:crypto';
import { checkServerIdentity } from 'node:tls';
import { leadsBack } from '../list/isServerName.ts';
import { rsyslogPort } from './firewallRequest.ts';
import type { FirewallRequest } from './firewallRequest.ts';

/** What this server offers firewalls. */
export interface ServerOffer {
  /** Syslog ports that the detector listens on itself; null: off. */
  readonly ports: { readonly syslog: number | null; readonly syslogTls: number | null };
  /** That of the list. */
  readonly certificatePem: string;
  readonly needsLogin: boolean;
}

/** Why a firewall that is set up so would send or enforce nothing, each with how to mend it. */
export function firewallWarnings(request: FirewallRequest, offer: ServerOffer): string[] {
  const { address } = request;
  if (leadsBack(address)) {
    return [`${address} leads a firewall to itself: enter the name or address by which it reaches this server.`];
  }
  const certificate = new X509Certificate(offer.certificatePem).toLegacyObject();
  const isNamed = checkServerIdentity(address, certificate) === undefined;
  return [
    ...(isNamed
      ? []
      : [
          `The certificate of the list is not for ${address}, so a firewall would enforce nothing: add it to ACTIVE_DEFENSE_LIST_NAMES, or to the certificate of your own, and restart the detector.`,
        ]),
    ...portWarnings(request, offer.ports),
    ...(offer.needsLogin
      ? [
          'The list asks for a login: in the External Dynamic List tick Client Authentication and enter user and password. After a failed login PAN-OS removes the entries.',
        ]
      : []),
  ];
}

/** The detector's own port for logs that are sent so; null: it takes none, or any free one once it works. */
export function detectorPort(
  { transport }: Pick<FirewallRequest, 'transport'>,
  ports: ServerOffer['ports'],
): number | null {
  const port = transport === 'tls' ? ports.syslogTls : ports.syslog;
  return port === 0 ? null : port;
}

function portWarnings(request: FirewallRequest, ports: ServerOffer['ports']): string[] {
  const { transport, syslogPort } = request;
  const own = detectorPort(request, ports);
  if (syslogPort === own || (transport !== 'tls' && syslogPort === rsyslogPort)) return [];
  if (transport === 'tls') {
    const mend = own === null ? 'set ACTIVE_DEFENSE_SYSLOG_TLS_PORT' : `send to port ${own}`;
    return [
      `The detector takes no logs over TLS on port ${syslogPort}: ${mend}, unless another program takes them there and passes them on.`,
    ];
  }
  const known = own === null ? '' : `, or port ${own}, the detector's own`;
  return [
    `Neither rsyslog's file nor the detector takes logs on port ${syslogPort}: send to port ${rsyslogPort}${known}, unless another program takes them there and passes them on.`,
  ];
}
