import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from '../log.ts';
import { messageOf } from '../errors.ts';
import { hasAltNames } from './altNames.ts';
import { dayMs } from '../time/units.ts';
import { readPair, writePair } from './pairFile.ts';
import type { Pair } from './pairFile.ts';
import { signCertificate } from './signCertificate.ts';

/** Browsers and Apple's systems refuse server certificates that are valid for more than 398 days. */
const lifetimeMs = 397 * dayMs;
/** A firewall's clock may be behind by this much. */
const backdatedMs = dayMs;
const renewalMs = 30 * dayMs;

interface LeafOptions {
  readonly folder: string;
  readonly authority: Pair;
  /** Host names and addresses that firewalls reach the server by. */
  readonly names: readonly string[];
  readonly nowMs: number;
  readonly log: Logger;
}

/** The server's certificate under its own authority: the one in `folder` as long as it will do, else a new one. */
export async function ensureLeaf({ folder, authority, names, nowMs, log }: LeafOptions): Promise<Pair> {
  const path = join(folder, 'list.pem');
  const present = await readPair(path).catch((error: unknown) => {
    log.warn({ path, error: messageOf(error) }, 'the server certificate is damaged: making a new one');
    return undefined;
  });
  if (present !== undefined && willDo(present, authority, names, nowMs)) return present;
  const leaf = issueLeaf(authority, names, nowMs);
  await writePair(path, leaf.certificate.toString(), leaf.privateKey);
  log.info({ names, until: leaf.certificate.validToDate.toISOString() }, 'made a new server certificate');
  return leaf;
}

/** A leaf that ends with its authority is not due: the next one could not last any longer. */
function willDo({ certificate }: Pair, authority: Pair, names: readonly string[], nowMs: number): boolean {
  const endsAtMs = certificate.validToDate.getTime();
  const lastsAsLongAsItCan = endsAtMs >= authority.certificate.validToDate.getTime();
  return (
    certificate.verify(authority.certificate.publicKey) &&
    certificate.validFromDate.getTime() <= nowMs &&
    (endsAtMs - renewalMs > nowMs || lastsAsLongAsItCan) &&
    hasAltNames(certificate.raw, names)
  );
}

function issueLeaf(authority: Pair, names: readonly string[], nowMs: number): Pair {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const notBeforeMs = Math.max(nowMs - backdatedMs, authority.certificate.validFromDate.getTime());
  const certificate = signCertificate({
    subject: 'Active Defense list',
    publicKey: createPublicKey(privateKey),
    issuer: {
      name: authority.certificate.subject.replace(/^CN=/, ''),
      publicKey: authority.certificate.publicKey,
      privateKey: authority.privateKey,
    },
    notBeforeMs,
    notAfterMs: Math.min(notBeforeMs + lifetimeMs, authority.certificate.validToDate.getTime()),
    role: { kind: 'server', names },
  });
  return { certificate, privateKey };
}
