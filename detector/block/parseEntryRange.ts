import { isIpv4 } from '../model/address.ts';
import { formatCidr, parseCidrUnless } from '../model/cidr.ts';
import type { Cidr } from '../model/cidr.ts';

/** Widest ranges of one entry: the largest that one owner holds of IPv4, and a provider's usual share of IPv6. */
const widestPrefix = { ipv4: 96 + 8, ipv6: 32 };

const instead = {
  block: 'Write it as several narrower ranges.',
  allow: 'Write whose ranges are meant; to block nobody for a while, let the cases only watch or turn detection off.',
} as const;

/**
 * An address or range that one entry is to block or allow, or a sentence that says why it can't be and what to do. The width
 * of one to block is told with all else that speaks against the block.
 */
export function parseEntryRange(text: string, verb: 'block' | 'allow'): Cidr | string {
  // A range that is too wide is told so, instead of how to write it.
  const cidr = parseCidrUnless(text, (meant) => whyTooWide(meant, verb, text.trim()));
  if (typeof cidr === 'string' || verb === 'block') return cidr;
  return whyTooWide(cidr, verb, formatCidr(cidr)) ?? cidr;
}

/** Why a range is too wide for one entry; undefined where it is not. */
export function whyTooWide(cidr: Cidr, verb: 'block' | 'allow', written: string): string | undefined {
  if (cidr.prefix >= (isIpv4(cidr.words) ? widestPrefix.ipv4 : widestPrefix.ipv6)) return undefined;
  return `${written} is too wide a range to ${verb}: /8 is the widest for IPv4, /32 for IPv6. ${instead[verb]}`;
}
