import type { X509Certificate } from 'node:crypto';
import type { Logger } from '../log.ts';
import { ensureAuthority } from './authority.ts';
import { ensureLeaf } from './leafCertificate.ts';
import { readOperatorCertificate } from './operatorCertificate.ts';
import type { OperatorFiles } from './operatorCertificate.ts';
import { pemOf } from './pairFile.ts';

/** Where the list's certificate comes from: files of the operator, or an authority of the product's own. */
export type CertificateSource =
  | ({ readonly kind: 'operator' } & OperatorFiles)
  | {
      readonly kind: 'own';
      /** Only the detector's user may enter it. */
      readonly folder: string;
      /** Host names and addresses that firewalls reach the server by. */
      readonly names: readonly string[];
    };

/** What the HTTPS listener shows to its clients. */
export interface ServerCertificate {
  readonly certificatePem: string;
  readonly keyPem: string;
  /** Tells one certificate from another. */
  readonly fingerprint: string;
  readonly expiresAt: number;
  /** The authority that firewalls have to import; null for an operator's certificate. */
  readonly authorityPem: string | null;
}

interface EnsureOptions {
  readonly source: CertificateSource;
  readonly nowMs: number;
  readonly log: Logger;
}

/**
 * The certificate to serve the list with. Called at start and by a daily job: a leaf of one's own is renewed 30 days
 * before its end and when the names change; an operator's files are read anew. Throws a `MendableError`.
 */
export async function ensureCertificate({ source, nowMs, log }: EnsureOptions): Promise<ServerCertificate> {
  if (source.kind === 'operator') {
    const { certificate, certificatePem, privateKey } = await readOperatorCertificate(source, nowMs);
    return { certificatePem, keyPem: pemOf(privateKey), ...describe(certificate), authorityPem: null };
  }
  const { folder, names } = source;
  const authority = await ensureAuthority(folder, nowMs);
  const { certificate, privateKey } = await ensureLeaf({ folder, authority, names, nowMs, log });
  return {
    certificatePem: certificate.toString(),
    keyPem: pemOf(privateKey),
    ...describe(certificate),
    authorityPem: authority.certificate.toString(),
  };
}

function describe(certificate: X509Certificate): Pick<ServerCertificate, 'fingerprint' | 'expiresAt'> {
  return { fingerprint: certificate.fingerprint256, expiresAt: certificate.validToDate.getTime() };
}
