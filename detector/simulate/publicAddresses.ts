import { itemAt } from '../model/itemAt.ts';

// First octets without special-purpose blocks and without the built-in never-block addresses (IANA registries).
const firstOctets = [
  ...[5, 14, 27, 31, 36, 37, 41, 42, 46, 49, 58, 59, 60, 61, 62, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89],
  ...[90, 91, 92, 93, 94, 95, 101, 103, 105, 106, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122],
  ...[123, 124, 125, 126, 176, 177, 178, 179, 180, 181, 182, 183],
];

const countries = [
  ...['United States', 'Germany', 'France', 'Netherlands', 'United Kingdom', 'Romania', 'Russian Federation', 'China'],
  ...['India', 'Brazil', 'Viet Nam', 'Korea Republic Of', 'Japan', 'Australia', 'Poland', 'Ukraine'],
];

export interface Place {
  readonly address: string;
  readonly country: string;
}

/** A publicly routable IPv4 address with a country; a different one for each index below 2³⁰. */
export function publicIpv4(index: number): Place {
  const octet = index & 63;
  // An odd factor permutes the 24 bits below the first octet; the xor gives each first octet another permutation.
  const low = (Math.imul((index >>> 6) & 0xffffff, 0x9e3775) ^ Math.imul(octet + 1, 0x5bd1e9)) & 0xffffff;
  return {
    address: `${itemAt(firstOctets, octet)}.${low >>> 16}.${(low >>> 8) & 255}.${low & 255}`,
    country: itemAt(countries, octet & 15),
  };
}

/** A globally reachable IPv6 address in canonical text; a different one for each index below 2²⁷. */
export function publicIpv6(index: number): Place {
  const high = 0x1000 | ((index >>> 15) & 0xfff);
  const low = 0x8000 | (index & 0x7fff);
  return { address: `2a02:${high.toString(16)}:${low.toString(16)}::1`, country: itemAt(countries, index & 15) };
}
