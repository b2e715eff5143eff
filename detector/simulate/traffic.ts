import { formatAddress } from '../model/address.ts';
import { parseCidr } from '../model/cidr.ts';
import { MendableError } from '../errors.ts';
import { createAttackSchedule } from './attackSchedule.ts';
import type { ExpectedAttacker } from './attackSchedule.ts';
import { knock } from './campaign.ts';
import { createLineFormat } from './formatLine.ts';
import type { HeaderForm, LineFields } from './formatLine.ts';
import { publicIpv4, publicIpv6 } from './publicAddresses.ts';
import { createRandom } from './random.ts';
import { denyListed, inbound, remoteAccess } from './rules.ts';
import { itemAt } from '../model/itemAt.ts';

/** The defended networks of simulated traffic; they must be own networks for the IPv6 attackers to be found. */
export const simulatedNetworks = { ipv4: '203.0.113.0/24', ipv6: '2001:db8:113::/64' } as const;

export interface TrafficOptions {
  readonly seed: number;
  /** Time of the first line, ms since 1970. */
  readonly startAt: number;
  /** Lines in a second of the records' time. */
  readonly ratePerSecond: number;
  readonly host: string;
  /** IPv4 range that is attacked. */
  readonly ownNetwork?: string;
  readonly timeZone: string;
  readonly header?: HeaderForm;
  /**
   * What the firewall's list has: all traffic of such a source hits the deny rule. Without it the firewall has no list, and
   * sources that were found come back under the deny rule now and then.
   */
  readonly isListed?: (address: string) => boolean;
}

export interface Traffic {
  /** The next line, without its newline. */
  next(): string;
  /** Who must have been found by what was written until now, in the order of completion. */
  readonly expected: readonly ExpectedAttacker[];
}

const visitors = 1 << 16;
const strangers = 1 << 23;
const servedPorts = [443, 443, 443, 443, 443, 443, 443, 80, 25, 25];
const knockedPorts = [23, 22, 445, 3389, 8080, 5060, 6379, 1433, 2323, 5555, 7547, 8728, 123, 161, 5900, 9200, 0];
const users = ['jdoe', 'asmith', 'mbrown', 'x-fwd-for: 198.51.100.23', 'example\\klee', 'l.nguyen@example.com'];

/**
 * Makes the lines that a firewall on the internet would write: visitors, background noise, VPN logins,
 * and now and then an attack. At most every fifth line belongs to an attack.
 */
export function createTraffic(options: TrafficOptions): Traffic {
  const { seed, startAt, ratePerSecond, host, timeZone, ownNetwork = simulatedNetworks.ipv4, header = 'iso' } = options;
  const { isListed } = options;
  const random = createRandom(seed);
  const own = {
    ipv4: addressesOf(ownNetwork),
    ipv6: Array.from({ length: 64 }, (_, at) => `2001:db8:113::${(at + 1).toString(16)}`),
  };
  const attacks = createAttackSchedule(random, own, startAt);
  const format = createLineFormat(header, host, timeZone);
  let written = 0;

  const background = (): LineFields => {
    const kind = random.below(100);
    if (kind < 72) return visit(random.below(visitors), 'example', '');
    if (kind < 74) return visit(random.below(visitors), 'vpn', random.pick(users));
    const comeBack = kind < 78 ? attacks.comeBack() : undefined;
    if (comeBack === undefined) return noise(random.between(visitors, strangers));
    return isListed === undefined ? deny(comeBack) : comeBack;
  };

  const visit = (index: number, service: 'example' | 'vpn', user: string): LineFields => {
    const place = publicIpv4(index);
    const rule = service === 'vpn' ? remoteAccess : inbound;
    const port = service === 'vpn' ? 443 : random.pick(servedPorts);
    const target = itemAt(own.ipv4, index % Math.min(4, own.ipv4.length));
    return {
      ...{ sourceLocation: place.country, source: place.address, sourcePort: random.between(1024, 65_535), user },
      ...{ target, port, action: 'allow', rule: rule.rule, ruleId: rule.ruleId, subtype: 'end' },
    };
  };

  // Each source of noise always uses one port of one address, so it never makes a finding.
  const noise = (index: number): LineFields => {
    const overIpv6 = index % 16 === 0;
    const targets = overIpv6 ? own.ipv6 : own.ipv4;
    const target = itemAt(targets, (index * 7) % targets.length);
    const port = itemAt(knockedPorts, (index >>> 4) % knockedPorts.length);
    const place = overIpv6 ? publicIpv6(index) : publicIpv4(index);
    return knock(place, port === 0 ? 0 : random.between(1024, 65_535), target, port);
  };

  return {
    expected: attacks.expected,
    next: () => {
      const at = startAt + Math.floor((written * 1000) / ratePerSecond);
      const attack = written % 5 === 4 ? attacks.contact(at) : undefined;
      written++;
      const fields = attack ?? background();
      return format(isListed?.(fields.source) === true ? deny(fields) : fields, at);
    },
  };
}

/** The same attempt as the deny rule logs it, which looks into nothing. */
function deny(fields: LineFields): LineFields {
  return { ...fields, ...denyListed, user: '', action: 'deny', subtype: 'drop', threat: undefined };
}

/** Up to 254 host addresses of an IPv4 range, from its first on. */
function addressesOf(network: string): string[] {
  const cidr = parseCidr(network);
  if (typeof cidr === 'string' || cidr.prefix < 96 || network.includes(':')) {
    throw new MendableError('simulated-network', `"${network}" is not an IPv4 range: give one like 203.0.113.0/24.`);
  }
  const size = 2 ** (128 - cidr.prefix);
  const first = size > 2 ? 1 : 0;
  return Array.from({ length: Math.min(size - 2 * first, 254) }, (_, at) => {
    const words = cidr.words.slice();
    words[3] = itemAt(words, 3) + at + first;
    return formatAddress(words);
  });
}
