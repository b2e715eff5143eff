import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { MendableError, messageOf } from '../errors.ts';
import { pemOf } from './pairFile.ts';

export interface OperatorFiles {
  /** PEM: the server's certificate first, then those between it and the root. */
  readonly certificateFile: string;
  /** PEM, without a passphrase. */
  readonly keyFile: string;
}

export interface OperatorCertificate {
  readonly certificate: X509Certificate;
  readonly certificatePem: string;
  readonly privateKey: KeyObject;
}

/** Reads and checks the operator's certificate; throws a `MendableError` that says what is wrong with it. */
export async function readOperatorCertificate(files: OperatorFiles, nowMs: number): Promise<OperatorCertificate> {
  const { certificateFile, keyFile } = files;
  const certificatePem = await readPem(certificateFile, 'certificate');
  const chain = parseChain(certificatePem, certificateFile);
  const privateKey = parseKey(await readPem(keyFile, 'private key'), keyFile);
  const [certificate] = chain;

  if (!certificate.checkPrivateKey(privateKey)) {
    const elsewhere = chain.some((other) => other.checkPrivateKey(privateKey));
    throw elsewhere
      ? wrong(
          `${certificateFile} has to begin with the server's own certificate, the others after it. Put them in that order.`,
        )
      : wrong(
          `The key in ${keyFile} does not belong to the certificate in ${certificateFile}. Name the files of one pair.`,
        );
  }
  for (const [index, each] of chain.entries()) {
    checkDates(each, certificateFile, nowMs);
    const issuer = chain[index + 1];
    if (issuer !== undefined && !isIssuedBy(each, issuer)) {
      throw wrong(
        `In ${certificateFile} the certificate of ${nameOf(each)} is followed by that of ${nameOf(issuer)}, which did not sign it. Put each certificate before that of its issuer.`,
      );
    }
  }
  checkServable(certificatePem, privateKey, certificateFile);
  return { certificate, certificatePem, privateKey };
}

async function readPem(path: string, what: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw wrong(
      `The ${what} ${path} can't be read: ${messageOf(error)}. Name a file that the detector's user may read.`,
      error,
    );
  }
}

function parseChain(pem: string, path: string): [X509Certificate, ...X509Certificate[]] {
  const [first, ...others] = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (first === undefined) {
    throw wrong(
      `${path} holds no certificate in PEM form ("-----BEGIN CERTIFICATE-----"). Convert it, for one from DER: openssl x509 -inform der -in FILE -out FILE.pem`,
    );
  }
  try {
    return [new X509Certificate(first), ...others.map((text) => new X509Certificate(text))];
  } catch (error) {
    throw wrong(
      `A certificate in ${path} can't be read: ${messageOf(error)}. Fetch the file anew from who issued it.`,
      error,
    );
  }
}

function parseKey(pem: string, path: string): KeyObject {
  if (pem.includes('ENCRYPTED')) {
    throw wrong(
      `The key ${path} is encrypted, and nobody is there at start to give its passphrase. Decrypt it: openssl pkey -in ${path} -out NEW`,
    );
  }
  try {
    return createPrivateKey(pem);
  } catch (error) {
    throw wrong(
      `${path} holds no private key in PEM form: ${messageOf(error)}. Name the key that the certificate was asked for with.`,
      error,
    );
  }
}

function checkDates(certificate: X509Certificate, path: string, nowMs: number): void {
  if (certificate.validToDate.getTime() <= nowMs) {
    throw wrong(
      `The certificate of ${nameOf(certificate)} in ${path} ended on ${certificate.validTo}. Put a renewed one there.`,
    );
  }
  if (certificate.validFromDate.getTime() > nowMs) {
    throw wrong(
      `The certificate of ${nameOf(certificate)} in ${path} is not valid before ${certificate.validFrom}. Wait until then, or set this machine's clock.`,
    );
  }
}

/** OpenSSL refuses what is too weak, an RSA key of 1,024 bits for one. */
function checkServable(certificatePem: string, privateKey: KeyObject, path: string): void {
  try {
    createSecureContext({ cert: certificatePem, key: pemOf(privateKey) });
  } catch (error) {
    throw wrong(
      `The certificate in ${path} can't be served: ${messageOf(error)}. Ask for one with a stronger key.`,
      error,
    );
  }
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function nameOf(certificate: X509Certificate): string {
  return `"${(certificate.subject || (certificate.subjectAltName ?? '')).replaceAll('\n', ', ')}"`;
}

function wrong(sentence: string, cause?: unknown): MendableError {
  return new MendableError('certificate-wrong', sentence, cause === undefined ? {} : { cause });
}
