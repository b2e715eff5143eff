import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { tmpdir } from 'node:os';
import { ensureCertificate } from './certificates.ts';
import { readOperatorCertificate } from './operatorCertificate.ts';
import { openssl, silentLog } from '../../tests/support/listListener.ts';
import { dayMs } from '../time/units.ts';

const folder = mkdtempSync(join(tmpdir(), 'operator-'));
const file = (name: string) => join(folder, name);
/** A minute on, as the certificates are only made after this. */
const nowMs = Date.now() + 60_000;

const ecKey = 'ec -pkeyopt ec_paramgen_curve:P-256';

function runOpenssl(line: string): void {
  openssl(...line.split(' '));
}

function makeCertificate(name: string, key: string, days: number, more = ''): void {
  const files = `-keyout ${file(`${name}.key`)} -out ${file(`${name}.crt`)}`;
  runOpenssl(`req -x509 -nodes -newkey ${key} ${files} -subj /CN=${name} -days ${days}${more}`);
}

function signedBy(name: string): string {
  return ` -CA ${file(`${name}.crt`)} -CAkey ${file(`${name}.key`)}`;
}

/** A root, an intermediate that it signed, a server that the intermediate signed; and what people make of them. */
before(async () => {
  makeCertificate('root', ecKey, 30);
  makeCertificate('mid', ecKey, 20, `${signedBy('root')} -addext basicConstraints=critical,CA:TRUE`);
  makeCertificate('server', ecKey, 10, signedBy('mid'));
  makeCertificate('weak', 'rsa:1024', 10);
  runOpenssl(`pkey -in ${file('server.key')} -aes256 -passout pass:secret -out ${file('encrypted.key')}`);
  runOpenssl(`x509 -in ${file('server.crt')} -outform der -out ${file('server.der')}`);
  await concatenate('chain.crt', 'server.crt', 'mid.crt');
  await concatenate('reversed.crt', 'mid.crt', 'server.crt');
  await concatenate('gap.crt', 'server.crt', 'root.crt');
  await writeFile(file('broken.crt'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
});

after(() => rmSync(folder, { recursive: true }));

async function concatenate(target: string, ...parts: string[]): Promise<void> {
  const texts = await Promise.all(parts.map((part) => readFile(file(part), 'utf8')));
  await writeFile(file(target), texts.join(''));
}

const read = (certificate: string, key: string, atMs = nowMs) =>
  readOperatorCertificate({ certificateFile: file(certificate), keyFile: file(key) }, atMs);

test('takes a chain with its key', async () => {
  const { certificate, certificatePem } = await read('chain.crt', 'server.key');
  assert.equal(certificate.subject, 'CN=server');
  assert.equal(certificatePem.match(/BEGIN CERTIFICATE/g)?.length, 2);
});

test('serves it as it is, without an authority to import', async () => {
  const source = { kind: 'operator', certificateFile: file('chain.crt'), keyFile: file('server.key') } as const;
  const served = await ensureCertificate({ source, nowMs, log: silentLog });
  assert.equal(served.authorityPem, null);
  assert.equal(served.certificatePem, await readFile(file('chain.crt'), 'utf8'));
});

const faults: readonly (readonly [name: string, certificate: string, key: string, sentence: RegExp, atMs?: number])[] =
  [
    [
      'a certificate file that is not there',
      'none.crt',
      'server.key',
      /certificate .*none\.crt can't be read: there is no such file/,
    ],
    [
      'a key file that is not there',
      'chain.crt',
      'none.key',
      /private key .*none\.key can't be read: there is no such file/,
    ],
    ['a certificate in DER', 'server.der', 'server.key', /no certificate in PEM form.*openssl x509 -inform der/],
    ['a key in place of the certificate', 'server.key', 'server.key', /no certificate in PEM form/],
    ['a broken certificate', 'broken.crt', 'server.key', /A certificate in .* can't be read/],
    ['a certificate in place of the key', 'chain.crt', 'chain.crt', /no private key in PEM form/],
    ['a key with a passphrase', 'chain.crt', 'encrypted.key', /is encrypted.*openssl pkey -in/],
    ['the key of another certificate', 'chain.crt', 'root.key', /does not belong to the certificate/],
    [
      'a chain that ends with the server',
      'reversed.crt',
      'server.key',
      /has to begin with the server's own certificate/,
    ],
    [
      'a chain with a gap',
      'gap.crt',
      'server.key',
      /"CN=server" is followed by that of "CN=root", which did not sign it/,
    ],
    ['a key that is too weak', 'weak.crt', 'weak.key', /can't be served: .*key too small/],
    ['a certificate that is over', 'chain.crt', 'server.key', /ended on .*renewed/, nowMs + 11 * dayMs],
    ['a certificate of the future', 'chain.crt', 'server.key', /not valid before/, nowMs - dayMs],
  ];

for (const [name, certificate, key, sentence, atMs] of faults) {
  test(`says what is wrong with ${name}`, async () => {
    await assert.rejects(read(certificate, key, atMs), {
      name: 'MendableError',
      code: 'certificate-wrong',
      message: sentence,
    });
  });
}
