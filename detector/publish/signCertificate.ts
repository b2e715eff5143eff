import { X509Certificate, createHash, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_serverAuth,
} from '@peculiar/asn1-x509';
import { buildAltNames } from './altNames.ts';
import { itemAt } from '../model/itemAt.ts';

const ecdsaWithSha256 = '1.2.840.10045.4.3.2';
const commonName = '2.5.4.3';

interface CertificateRequest {
  readonly subject: string;
  readonly publicKey: KeyObject;
  /** Itself, for an authority. Its key is EC P-256. */
  readonly issuer: { readonly name: string; readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  /** An authority may sign certificates, a server has names and may be connected to. */
  readonly role: { readonly kind: 'authority' } | { readonly kind: 'server'; readonly names: readonly string[] };
}

/** Makes a certificate by RFC 5280, strict enough for `openssl verify -x509_strict`; names are common names. */
export function signCertificate(request: CertificateRequest): X509Certificate {
  const algorithm = new AlgorithmIdentifier({ algorithm: ecdsaWithSha256 });
  const content = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialNumber(),
    signature: algorithm,
    issuer: distinguishedName(request.issuer.name),
    validity: new Validity({ notBefore: new Date(request.notBeforeMs), notAfter: new Date(request.notAfterMs) }),
    subject: distinguishedName(request.subject),
    subjectPublicKeyInfo: keyInfo(request.publicKey),
    extensions: new Extensions(extensionsOf(request)),
  });
  const signature = sign('sha256', Buffer.from(AsnConvert.serialize(content)), request.issuer.privateKey);
  const certificate = new Certificate({
    tbsCertificate: content,
    signatureAlgorithm: algorithm,
    signatureValue: bytesOf(signature),
  });
  return new X509Certificate(Buffer.from(AsnConvert.serialize(certificate)));
}

function extensionsOf({ publicKey, issuer, role }: CertificateRequest): Extension[] {
  const keyIds = [
    extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(keyId(publicKey))),
    extension(
      id_ce_authorityKeyIdentifier,
      new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(keyId(issuer.publicKey)) }),
    ),
  ];
  if (role.kind === 'authority') {
    return [
      extension(id_ce_basicConstraints, new BasicConstraints({ cA: true, pathLenConstraint: 0 }), true),
      extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign), true),
      ...keyIds,
    ];
  }
  return [
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: false }), true),
    extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature), true),
    extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth])),
    extension(id_ce_subjectAltName, buildAltNames(role.names)),
    ...keyIds,
  ];
}

function extension(extnID: string, value: object, critical = false): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

function distinguishedName(name: string): Name {
  const value = new AttributeValue({ utf8String: name });
  return new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: commonName, value })])]);
}

function keyInfo(key: KeyObject): SubjectPublicKeyInfo {
  return AsnConvert.parse(key.export({ type: 'spki', format: 'der' }), SubjectPublicKeyInfo);
}

/** RFC 5280, 4.2.1.2, method 1. */
function keyId(key: KeyObject): ArrayBuffer {
  return bytesOf(
    createHash('sha1')
      .update(Buffer.from(keyInfo(key).subjectPublicKey))
      .digest(),
  );
}

/** 126 random bits under a leading 01, which keeps it positive and free of leading zeros. */
function serialNumber(): ArrayBuffer {
  const bytes = randomBytes(16);
  bytes[0] = (itemAt(bytes, 0) & 0x7f) | 0x40;
  return bytesOf(bytes);
}

function bytesOf(buffer: Uint8Array): ArrayBuffer {
  return Uint8Array.from(buffer).buffer;
}
