import type { LineFields } from './formatLine.ts';
import { publicIpv4, publicIpv6 } from './publicAddresses.ts';
import type { Place } from './publicAddresses.ts';
import type { Random } from './random.ts';
import { catchAll, inbound } from './rules.ts';

/** What an attacker does; `answers` are late replies that look like a scan, `quiet` stays just below the threshold. */
export const campaignKinds = ['scan', 'sweep', 'vulnerability', 'answers', 'quiet-scan', 'quiet-sweep'] as const;
export type CampaignKind = (typeof campaignKinds)[number];

/** One source's attack: a fixed run of different contacts. */
export interface Campaign {
  readonly kind: CampaignKind;
  readonly source: string;
  readonly contacts: readonly LineFields[];
  /** How many of the contacts within less than the window make it come true by default settings; none do: Infinity. */
  readonly needed: number;
}

const sweptPorts = [22, 23, 445, 1433, 3306, 3389, 5060, 5900, 6379, 8080];
const exploits = [
  { name: 'Apache Log4j Remote Code Execution Vulnerability', id: 91991, severity: 'critical' },
  { name: 'Generic HTTP Cross Site Scripting Attempt', id: 31475, severity: 'critical' },
  { name: 'HTTP /etc/passwd Access Attempt', id: 30852, severity: 'high' },
  { name: 'Shellshock Bash Code Injection', id: 36729, severity: 'critical' },
];

/** Builds an attack on addresses of the target's family; each index is another source. */
export function buildCampaign(
  kind: CampaignKind,
  index: number,
  random: Random,
  own: { readonly ipv4: readonly string[]; readonly ipv6: readonly string[] },
): Campaign {
  const overIpv6 = random.below(8) === 0;
  const place = overIpv6 ? publicIpv6(index) : publicIpv4(index);
  const targets = overIpv6 ? own.ipv6 : own.ipv4;
  const target = random.pick(targets);
  const denied = (port: number, address = target): LineFields =>
    knock(place, random.between(1024, 65_535), address, port);
  const made = { kind, source: place.address };
  switch (kind) {
    case 'scan':
      return {
        ...made,
        contacts: differentPorts(random, random.between(14, 60)).map((port) => denied(port)),
        needed: 11,
      };
    case 'quiet-scan':
      return { ...made, contacts: differentPorts(random, 10).map((port) => denied(port)), needed: Infinity };
    case 'sweep':
    case 'quiet-sweep': {
      const port = random.pick(sweptPorts);
      const count = kind === 'sweep' ? random.between(12, 60) : 9;
      const start = random.below(targets.length);
      const swept = Array.from(
        { length: Math.min(count, targets.length) },
        (_, at) => targets[(start + at) % targets.length],
      );
      return {
        ...made,
        contacts: swept.map((address) => denied(port, address)),
        needed: kind === 'sweep' ? 10 : Infinity,
      };
    }
    case 'answers': {
      const first = random.between(49_152, 60_000);
      const contacts = Array.from({ length: 14 }, (_, at) => knock(place, 443, target, first + 7 * at));
      return { ...made, contacts, needed: 11 };
    }
    case 'vulnerability': {
      const exploit = random.pick(exploits);
      const contact: LineFields = {
        ...{ sourceLocation: place.country, source: place.address, sourcePort: random.between(1024, 65_535) },
        ...{ target, port: 443, ...inbound, action: 'reset-both', subtype: 'vulnerability', threat: exploit },
      };
      return {
        ...made,
        contacts: Array<LineFields>(random.between(1, 4)).fill(contact),
        needed: exploit.severity === 'critical' ? 1 : Infinity,
      };
    }
  }
}

/** A denied attempt, as the catch-all rule logs it. */
export function knock(place: Place, sourcePort: number, target: string, port: number): LineFields {
  return {
    ...{ sourceLocation: place.country, source: place.address, sourcePort, target, port },
    ...{ ...catchAll, action: 'deny', subtype: 'drop' },
  };
}

function differentPorts(random: Random, count: number): number[] {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(random.below(3) === 0 ? random.between(1, 1023) : random.between(1, 65_535));
  return [...ports];
}
