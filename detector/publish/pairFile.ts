import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { writeFileAtomically } from '../files/atomicFile.ts';
import { readIfThere } from '../files/readIfThere.ts';

/** A certificate and its private key. */
export interface Pair {
  readonly certificate: X509Certificate;
  readonly privateKey: KeyObject;
}

/** Both stand in one file, so that a crash never leaves one without the other; only its owner may read it. */
export async function writePair(path: string, certificatePem: string, privateKey: KeyObject): Promise<void> {
  await writeFileAtomically(path, `${pemOf(privateKey)}${certificatePem}`, 0o600);
}

/** Undefined when there is no such file; throws when it does not hold a certificate with its key. */
export async function readPair(path: string): Promise<Pair | undefined> {
  const pem = await readIfThere(path);
  if (pem === undefined) return undefined;
  const certificate = new X509Certificate(pem);
  const privateKey = createPrivateKey(pem);
  if (!certificate.checkPrivateKey(privateKey)) throw new Error('certificate and key do not belong together');
  return { certificate, privateKey };
}

export function pemOf(privateKey: KeyObject): string {
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
