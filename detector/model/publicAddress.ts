import { isIpv4 } from './address.ts';
import { cidrOf } from './cidr.ts';
import type { Cidr } from './cidr.ts';
import { createCidrSet } from './cidrSet.ts';

/**
 * IPv4 space that is not globally reachable unicast: IANA IPv4 Special-Purpose Address Registry (RFC 6890 and later),
 * and multicast and class E, which are not unicast. Entries without a yes or no there (192.88.99.0/24) count as no.
 */
const notPublicIpv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  // 192.0.0.0/24 but for the anycast addresses 192.0.0.9 (RFC 7723) and 192.0.0.10 (RFC 8155).
  '192.0.0.0/29',
  '192.0.0.8',
  '192.0.0.11',
  '192.0.0.12/30',
  '192.0.0.16/28',
  '192.0.0.32/27',
  '192.0.0.64/26',
  '192.0.0.128/25',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];

/** IANA IPv6 Special-Purpose Address Registry: what lies in global unicast space and is not globally reachable … */
const notPublicIpv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];
/** … what in turn is reachable within it … */
const publicProtocolIpv6 = [
  '2001:1::1',
  '2001:1::2',
  '2001:1::3',
  '2001:3::/32',
  '2001:4:112::/48',
  '2001:20::/28',
  '2001:30::/28',
];
/** … and the one range outside global unicast space that is reachable (NAT64, RFC 6052). */
const publicElsewhereIpv6 = ['64:ff9b::/96'];

const closed = createCidrSet([...notPublicIpv4, ...notPublicIpv6].map(cidrOf));
const open = createCidrSet([...publicProtocolIpv6, ...publicElsewhereIpv6].map(cidrOf));

/** 1 where some of the IPv4 addresses with this first octet are not public; few are, and a record asks for each. */
const hasClosedPart = Uint8Array.from({ length: 256 }, (_, octet) =>
  Number(closed.overlaps(cidrOf(`${octet}.0.0.0/8`))),
);

/** Whether an address is globally reachable unicast, by IANA's special-purpose registries. */
export function isPublic(words: ArrayLike<number>, at = 0): boolean {
  if (isIpv4(words, at)) return hasClosedPart[words[at + 3] >>> 24] === 0 || !closed.has(words, at);
  return (isGlobalUnicast(words, at) && !closed.has(words, at)) || open.has(words, at);
}

/** Whether no address of a range is public; one that lies only partly in reserved space has some. */
export function isReserved(cidr: Cidr): boolean {
  if (open.overlaps(cidr)) return false;
  return closed.covers(cidr) || (!isIpv4(cidr.words) && cidr.prefix >= 3 && !isGlobalUnicast(cidr.words, 0));
}

/** 2000::/3, the only space that IANA gives out (RFC 4291). */
function isGlobalUnicast(words: ArrayLike<number>, at: number): boolean {
  return words[at] >>> 29 === 1;
}
