import { compareAddresses, formatAddress, isIpv4, parseAddress } from './address.ts';

/**
 * An address range. The prefix counts bits of the 128-bit address: 203.0.113.0/24 has 120, one address 128. A range is
 * of one family: ::/0 does not hold IPv4.
 */
export interface Cidr {
  readonly words: Uint32Array;
  readonly prefix: number;
}

/** How many bits of the 128 stand before an IPv4 address. */
const ipv4Offset = 96;

/** A range or a single address from text, or a sentence that says what is wrong and how to mend it. */
export function parseCidr(text: string): Cidr | string {
  return parseCidrUnless(text, () => undefined);
}

/** The same, where `faultOf` tells of a range that has bits set behind its prefix what is wrong with it however it is written. */
export function parseCidrUnless(text: string, faultOf: (meant: Cidr) => string | undefined): Cidr | string {
  const match = /^([^/]*)(?:\/([^/]*))?$/.exec(text.trim());
  const addressText = match?.at(1) ?? '';
  const prefixText = match?.at(2);
  const words = parseAddress(addressText);
  if (words === undefined) {
    return `${JSON.stringify(text)} is not an address or a range: write it like 198.51.100.7, 203.0.113.0/24 or 2001:db8::/32.`;
  }
  if (prefixText === undefined) return { words, prefix: 128 };
  const offset = isIpv4(words) && !addressText.includes(':') ? ipv4Offset : 0;
  const longest = 128 - offset;
  const length = /^(0|[1-9]\d{0,2})$/.test(prefixText) ? Number(prefixText) : NaN;
  if (!(length <= longest)) {
    return `${JSON.stringify(text)} has a prefix that is not a whole number from 0 to ${longest}: write it like ${addressText}/${longest}.`;
  }
  const cidr = { words: maskWords(words, length + offset), prefix: length + offset };
  if (isMixed(cidr)) {
    return `${JSON.stringify(text)} lies half in IPv4: write 0.0.0.0/0 for all of IPv4, or 2000::/3 for all public IPv6.`;
  }
  if (compareAddresses(cidr.words, words) !== 0) {
    const written = `write ${formatCidr(cidr)} for the range, or ${formatAddress(words)} for the one address`;
    return faultOf(cidr) ?? `${JSON.stringify(text)} has bits set behind its prefix: ${written}.`;
  }
  return cidr;
}

/** The range of a text that was checked before; throws on any other, which is a defect. */
export function cidrOf(text: string): Cidr {
  const cidr = parseCidr(text);
  if (typeof cidr === 'string') throw new TypeError(cidr);
  return cidr;
}

/** Canonical text; a single address stands without its prefix. */
export function formatCidr(cidr: Cidr): string {
  const text = formatAddress(cidr.words);
  if (cidr.prefix === 128) return text;
  return `${text}/${isIpv4(cidr.words) ? cidr.prefix - ipv4Offset : cidr.prefix}`;
}

/** The last address of a range. */
export function lastWords(cidr: Cidr): Uint32Array {
  return Uint32Array.from({ length: 4 }, (_, i) => (cidr.words[i] | ~maskOf(cidr.prefix - 32 * i)) >>> 0);
}

/** Whether a range starts in IPv6 and ends in IPv4, whose place is the end of ::/80: then it is a range of neither. */
export function isMixed(cidr: Cidr): boolean {
  return isIpv4(lastWords(cidr)) !== isIpv4(cidr.words);
}

/** Whether the inner range lies in the outer one, or is the same. */
export function containsCidr(outer: Cidr, inner: Cidr): boolean {
  return (
    outer.prefix <= inner.prefix &&
    isIpv4(outer.words) === isIpv4(inner.words) &&
    compareAddresses(maskWords(inner.words, outer.prefix), outer.words) === 0
  );
}

/** Numerical order: IPv4 before IPv6, by address, the wider range first. */
export function compareCidrs(one: Cidr, other: Cidr): number {
  return compareAddresses(one.words, other.words) || one.prefix - other.prefix;
}

/** The two halves of a range that is wider than one address. */
export function halvesOf(cidr: Cidr): [Cidr, Cidr] {
  const prefix = cidr.prefix + 1;
  const upper = cidr.words.slice();
  upper[cidr.prefix >>> 5] |= 0x80000000 >>> (cidr.prefix & 31);
  return [
    { words: cidr.words, prefix },
    { words: upper, prefix },
  ];
}

function maskWords(words: ArrayLike<number>, prefix: number): Uint32Array {
  return Uint32Array.from({ length: 4 }, (_, i) => (words[i] & maskOf(prefix - 32 * i)) >>> 0);
}

function maskOf(bits: number): number {
  if (bits <= 0) return 0;
  return bits >= 32 ? 0xffffffff : (0xffffffff << (32 - bits)) >>> 0;
}
