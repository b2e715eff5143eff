import { parseAddress, isIpv4 } from '../../model/address.ts';
import { cidrOf, containsCidr, formatCidr } from '../../model/cidr.ts';
import { isPublic } from '../../model/publicAddress.ts';
import type { Contact } from '../../store/records/recentContacts.ts';

/** A range that records name as a destination and that is no own network yet. */
export interface SuggestedNetwork {
  readonly range: string;
  readonly addresses: number;
  readonly records: number;
}

const maxSuggestions = 20;
/** The smallest networks that the internet routes: /24 and /48. */
const prefixes = { ipv4: 120, ipv6: 48 };

/** Gathers what outside sources reached into networks, the busiest first. */
export function suggestNetworks(contacts: readonly Contact[], ownNetworks: readonly string[]): SuggestedNetwork[] {
  const own = ownNetworks.map(cidrOf);
  const networks = new Map<string, { addresses: Set<string>; records: number }>();
  for (const { source, destination } of contacts) {
    const from = parseAddress(source);
    if (from === undefined || !isPublic(from)) continue;
    const range = networkOf(destination);
    const network = networks.get(range) ?? { addresses: new Set(), records: 0 };
    network.addresses.add(destination);
    network.records++;
    networks.set(range, network);
  }
  return [...networks]
    .filter(([range]) => !own.some((known) => containsCidr(known, cidrOf(range)) || containsCidr(cidrOf(range), known)))
    .map(([range, { addresses, records }]) => ({ range, addresses: addresses.size, records }))
    .sort((one, other) => other.records - one.records)
    .slice(0, maxSuggestions);
}

function networkOf(address: string): string {
  const words = Uint32Array.from(cidrOf(address).words);
  const prefix = isIpv4(words) ? prefixes.ipv4 : prefixes.ipv6;
  words.forEach((word, i) => (words[i] = word & maskOf(prefix - 32 * i)));
  return formatCidr({ words, prefix });
}

/** The first so many bits of a word. */
function maskOf(bits: number): number {
  if (bits <= 0) return 0;
  return bits >= 32 ? 0xffff_ffff : ~(0xffff_ffff >>> bits);
}
