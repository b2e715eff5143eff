import assert from 'node:assert/strict';
import { X509Certificate, createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { authorityFile } from './authority.ts';
import { dayMs } from '../time/units.ts';
import { ensureCertificate } from './certificates.ts';
import type { ServerCertificate } from './certificates.ts';
import { makeFolder, openssl, silentLog } from '../../tests/support/listListener.ts';

const nowMs = Date.UTC(2026, 10, 21, 12);
const names = ['list.example.org', 'localhost', '192.0.2.10', '::1'];

function ensure(folder: string, atMs: number, wanted: readonly string[] = names): Promise<ServerCertificate> {
  return ensureCertificate({ source: { kind: 'own', folder, names: wanted }, nowMs: atMs, log: silentLog });
}

async function verifyStrictly(
  folder: string,
  { certificatePem }: ServerCertificate,
  ...args: string[]
): Promise<string> {
  const leaf = join(folder, 'leaf.pem');
  await writeFile(leaf, certificatePem);
  return openssl('verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', authorityFile(folder), ...args, leaf);
}

test('a strict verifier accepts the leaf for each of its names, and for no other', async (t) => {
  const folder = await makeFolder(t);
  const certificate = await ensure(folder, nowMs);
  const at = ['-attime', String(nowMs / 1_000)];
  for (const name of ['list.example.org', 'localhost']) {
    assert.match(await verifyStrictly(folder, certificate, ...at, '-verify_hostname', name), /: OK\n$/);
  }
  for (const address of ['192.0.2.10', '::1']) {
    assert.match(await verifyStrictly(folder, certificate, ...at, '-verify_ip', address), /: OK\n$/);
  }
  assert.match(
    await verifyStrictly(folder, certificate, ...at, '-verify_hostname', 'other.example.org'),
    /hostname mismatch/,
  );
});

test('the leaf is a server, the authority signs certificates, and neither is more', async (t) => {
  const folder = await makeFolder(t);
  const { certificatePem } = await ensure(folder, nowMs);
  const leafFile = join(folder, 'leaf.pem');
  await writeFile(leafFile, certificatePem);
  const leaf = openssl('x509', '-noout', '-text', '-in', leafFile);
  assert.match(leaf, /Basic Constraints: critical\s+CA:FALSE/);
  assert.match(leaf, /Key Usage: critical\s+Digital Signature\n/);
  assert.match(leaf, /Extended Key Usage:\s+TLS Web Server Authentication\n/);
  const authority = openssl('x509', '-noout', '-text', '-in', authorityFile(folder));
  assert.match(authority, /Basic Constraints: critical\s+CA:TRUE, pathlen:0/);
  assert.match(authority, /Key Usage: critical\s+Certificate Sign, CRL Sign\n/);
});

test('the leaf is valid for at most 397 days, from a day ago where the authority is as old', async (t) => {
  const folder = await makeFolder(t);
  const { certificatePem, expiresAt } = await ensure(folder, nowMs);
  const leaf = new X509Certificate(certificatePem);
  assert.equal(leaf.validFromDate.getTime(), nowMs - dayMs);
  assert.equal(expiresAt - leaf.validFromDate.getTime(), 397 * dayMs);
});

test('a second start finds the same certificate', async (t) => {
  const folder = await makeFolder(t);
  const first = await ensure(folder, nowMs);
  assert.deepEqual(await ensure(folder, nowMs + dayMs, names.toReversed()), first);
});

test('the leaf is renewed under the same authority 30 days before its end', async (t) => {
  const folder = await makeFolder(t);
  const first = await ensure(folder, nowMs);
  const early = await ensure(folder, first.expiresAt - 31 * dayMs);
  assert.equal(early.fingerprint, first.fingerprint);
  const renewed = await ensure(folder, first.expiresAt - 30 * dayMs);
  assert.notEqual(renewed.fingerprint, first.fingerprint);
  assert.notEqual(renewed.keyPem, first.keyPem);
  assert.equal(renewed.authorityPem, first.authorityPem);
});

test('the leaf is renewed when the names change', async (t) => {
  const folder = await makeFolder(t);
  const first = await ensure(folder, nowMs);
  const wider = await ensure(folder, nowMs, [...names, 'new.example.org']);
  assert.match(new X509Certificate(wider.certificatePem).subjectAltName ?? '', /DNS:new\.example\.org/);
  const narrower = await ensure(folder, nowMs, names);
  assert.equal(new Set([first.fingerprint, wider.fingerprint, narrower.fingerprint]).size, 3);
});

test('a leaf that was made by a clock ahead of time is made anew', async (t) => {
  const folder = await makeFolder(t);
  await ensure(folder, nowMs);
  const ahead = await ensure(folder, nowMs + 390 * dayMs);
  const after = await ensure(folder, nowMs + 5 * dayMs);
  assert.notEqual(after.fingerprint, ahead.fingerprint);
});

test('a damaged leaf is made anew', async (t) => {
  const folder = await makeFolder(t);
  await ensure(folder, nowMs);
  await writeFile(join(folder, 'list.pem'), 'rubbish');
  assert.match(await verifyStrictly(folder, await ensure(folder, nowMs), '-attime', String(nowMs / 1_000)), /: OK\n$/);
});

test('no leaf outlives the authority, and near its end none is made in vain', async (t) => {
  const folder = await makeFolder(t);
  const { authorityPem } = await ensure(folder, nowMs);
  const endMs = new X509Certificate(authorityPem ?? '').validToDate.getTime();
  const last = await ensure(folder, endMs - 100 * dayMs);
  assert.equal(last.expiresAt, endMs);
  assert.equal((await ensure(folder, endMs - dayMs)).fingerprint, last.fingerprint);
});

test('an authority that is damaged or over is refused, not replaced', async (t) => {
  const folder = await makeFolder(t);
  await ensure(folder, nowMs);
  await assert.rejects(ensure(folder, nowMs + 3_652 * dayMs), { code: 'authority-expired' });
  const path = join(folder, 'ca.pem');
  const digest = async () =>
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  await writeFile(path, 'rubbish');
  const before = await digest();
  await assert.rejects(ensure(folder, nowMs), { code: 'authority-damaged', message: /from a backup/ });
  assert.equal(await digest(), before);
});

test('only their owner may read the keys', async (t) => {
  const folder = await makeFolder(t);
  await ensure(folder, nowMs);
  for (const file of ['ca.pem', 'list.pem']) {
    assert.equal((await stat(join(folder, file))).mode & 0o777, 0o600, file);
  }
  assert.doesNotMatch(await readFile(authorityFile(folder), 'utf8'), /PRIVATE/);
});
