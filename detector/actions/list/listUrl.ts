import { hostname } from 'node:os';
import { isIP } from 'node:net';
import { listPath } from '../../publish/answerPoll.ts';
import type { ServerCertificate } from '../../publish/certificates.ts';
import { describeCertificate } from '../../publish/describeCertificate.ts';
import { isServerName, leadsBack } from './isServerName.ts';

/** Where firewalls fetch the list, by a name that its certificate is for. */
export function listUrl(certificate: ServerCertificate, port: number): string {
  return urlOf(listNameOf(certificate), port);
}

export function urlOf(name: string, port: number): string {
  return `https://${isIP(name) === 6 ? `[${name}]` : name}:${port}${listPath}`;
}

/** What firewalls can call this server: its own name where the certificate is for it, else another name, else an address; none that a firewall does not take. */
export function listNameOf({ certificatePem }: ServerCertificate): string {
  const { names } = describeCertificate(certificatePem);
  const usable = names.filter((name) => isServerName(name) && !leadsBack(name));
  if (usable.includes(hostname())) return hostname();
  return usable.find((name) => isIP(name) === 0) ?? usable.at(0) ?? 'localhost';
}
