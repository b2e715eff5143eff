import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate, GeneralName, SubjectAlternativeName, id_ce_subjectAltName } from '@peculiar/asn1-x509';

/** The names of a server as a certificate carries them: each once, host names in ASCII, in an order of their own. */
export function buildAltNames(names: readonly string[]): SubjectAlternativeName {
  const wanted = new Set(names.map((name) => (isIP(name) ? name : domainToASCII(name))));
  wanted.delete('');
  const sorted = [...wanted].sort();
  return new SubjectAlternativeName(
    sorted.map((name) => new GeneralName(isIP(name) ? { iPAddress: name } : { dNSName: name })),
  );
}

/** Whether a certificate, in DER, is for exactly these names. */
export function hasAltNames(certificate: Uint8Array, names: readonly string[]): boolean {
  const { extensions } = AsnConvert.parse(certificate, Certificate).tbsCertificate;
  const present = extensions?.find(({ extnID }) => extnID === id_ce_subjectAltName);
  const wanted = Buffer.from(AsnConvert.serialize(buildAltNames(names)));
  return present !== undefined && wanted.equals(Buffer.from(present.extnValue.buffer));
}
