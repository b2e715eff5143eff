import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MendableError, messageOf } from '../errors.ts';
import { writeFileAtomically } from '../files/atomicFile.ts';
import { readPair, writePair } from './pairFile.ts';
import type { Pair } from './pairFile.ts';
import { readIfThere } from '../files/readIfThere.ts';
import { signCertificate } from './signCertificate.ts';
import { dayMs } from '../time/units.ts';

const lifetimeMs = 3_652 * dayMs;

/** Where the authority's certificate, without its key, stands for people to download. */
export function authorityFile(folder: string): string {
  return join(folder, 'ca.crt');
}

/**
 * The product's own certificate authority, read from `folder` or made when there is none: EC P-256, for ten years.
 * Throws a `MendableError` when it is damaged or over: a new one is not made unasked, as every firewall has to be told.
 */
export async function ensureAuthority(folder: string, nowMs: number): Promise<Pair> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'ca.pem');
  let authority: Pair | undefined;
  try {
    authority = await readPair(path);
  } catch (error) {
    throw new MendableError(
      'authority-damaged',
      `The certificate authority ${path} can't be used: ${messageOf(error)}. Put it back from a backup; or remove it for a new one, and import the new ca.crt into every firewall.`,
      { cause: error },
    );
  }
  authority ??= await makeAuthority(path, nowMs);
  const { certificate } = authority;
  if (certificate.validToDate.getTime() <= nowMs) {
    throw new MendableError(
      'authority-expired',
      `The certificate authority ${path} ended on ${certificate.validTo}. Remove it for a new one, and import the new ca.crt into every firewall.`,
    );
  }
  const published = await readIfThere(authorityFile(folder));
  if (published !== certificate.toString()) await writeFileAtomically(authorityFile(folder), certificate.toString());
  return authority;
}

async function makeAuthority(path: string, nowMs: number): Promise<Pair> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = createPublicKey(privateKey);
  const name = `Active Defense CA ${new Date(nowMs).toISOString().slice(0, 10)}`;
  const certificate = signCertificate({
    subject: name,
    publicKey,
    issuer: { name, publicKey, privateKey },
    notBeforeMs: nowMs - dayMs,
    notAfterMs: nowMs - dayMs + lifetimeMs,
    role: { kind: 'authority' },
  });
  await writePair(path, certificate.toString(), privateKey);
  return { certificate, privateKey };
}
