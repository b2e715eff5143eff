import { X509Certificate } from 'node:crypto';
import { formatAddress, parseAddress } from '../model/address.ts';

/** What people want to know of a certificate; times are ms since 1970. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly names: readonly string[];
  readonly validFrom: number;
  readonly validTo: number;
  readonly fingerprint: string;
}

/** Describes the first certificate of a PEM text. */
export function describeCertificate(pem: string): CertificateFacts {
  const certificate = new X509Certificate(pem);
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: namesOf(certificate),
    validFrom: certificate.validFromDate.getTime(),
    validTo: certificate.validToDate.getTime(),
    fingerprint: certificate.fingerprint256,
  };
}

/** Host names and addresses that it is valid for. */
function namesOf({ subjectAltName = '' }: X509Certificate): string[] {
  return subjectAltName.split(', ').flatMap((entry) => {
    const value = /^(?:DNS|IP Address):(.+)$/.exec(entry)?.[1];
    if (value === undefined) return [];
    const words = parseAddress(value);
    return [words === undefined ? value : formatAddress(words)];
  });
}

function oneLine(name: string): string {
  return name.replaceAll('\n', ', ');
}
