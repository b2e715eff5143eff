import { cidrOf } from '../model/cidr.ts';
import type { Cidr } from '../model/cidr.ts';

/** Addresses that somebody publishes as theirs for a purpose that a block would break. */
export interface NeverBlockEntry {
  readonly whose: string;
  /** Where the owner says so. */
  readonly source: string;
  readonly ranges: readonly string[];
}

/**
 * What nobody wants blocked whatever it seems to do: answers of public resolvers look like scans and are easily forged,
 * and a load balancer takes a server out of service when its probes get no answer.
 */
export const neverBlockEntries: readonly NeverBlockEntry[] = [
  {
    whose: 'Cloudflare 1.1.1.1',
    source: 'https://developers.cloudflare.com/1.1.1.1/ip-addresses/',
    ranges: [
      ...['1.1.1.1', '1.1.1.2', '1.1.1.3', '1.0.0.1', '1.0.0.2', '1.0.0.3'],
      ...['2606:4700:4700::1111', '2606:4700:4700::1112', '2606:4700:4700::1113'],
      ...['2606:4700:4700::1001', '2606:4700:4700::1002', '2606:4700:4700::1003'],
    ],
  },
  {
    whose: 'Google Public DNS',
    source: 'https://developers.google.com/speed/public-dns/docs/using',
    ranges: ['8.8.8.8', '8.8.4.4', '2001:4860:4860::8888', '2001:4860:4860::8844'],
  },
  {
    whose: 'Quad9',
    source: 'https://quad9.net/service/service-addresses-and-features/',
    ranges: [
      ...['9.9.9.9', '9.9.9.10', '9.9.9.11', '149.112.112.112', '149.112.112.10', '149.112.112.11'],
      ...['2620:fe::fe', '2620:fe::9', '2620:fe::10', '2620:fe::fe:10', '2620:fe::11', '2620:fe::fe:11'],
    ],
  },
  {
    whose: 'OpenDNS (Cisco Umbrella)',
    source: 'https://www.opendns.com/setupguide/',
    ranges: ['208.67.222.222', '208.67.220.220', '2620:119:35::35', '2620:119:53::53'],
  },
  {
    whose: 'Azure platform (health probes, DNS, DHCP)',
    source: 'https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16',
    ranges: ['168.63.129.16'],
  },
  {
    whose: 'Google Cloud health checks',
    source: 'https://cloud.google.com/load-balancing/docs/firewall-rules',
    ranges: ['35.191.0.0/16', '130.211.0.0/22', '2600:2d00:1:b029::/64', '2600:2d00:1:1::/64'],
  },
];

export const neverBlock: readonly Cidr[] = neverBlockEntries.flatMap(({ ranges }) => ranges.map(cidrOf));
