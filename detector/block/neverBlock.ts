import { parseCidr } from '../model/cidr.ts';
import type { Cidr } from '../model/cidr.ts';

/** What nobody wants blocked whatever it seems to do, with who says that the address is theirs. */
export const neverBlockEntries: readonly (readonly [range: string, whose: string])[] = [
  ['1.1.1.1', 'Cloudflare public DNS'],
  ['1.0.0.1', 'Cloudflare public DNS'],
  ['2606:4700:4700::1111', 'Cloudflare public DNS'],
  ['2606:4700:4700::1001', 'Cloudflare public DNS'],
  ['8.8.8.8', 'Google Public DNS'],
  ['8.8.4.4', 'Google Public DNS'],
  ['2001:4860:4860::8888', 'Google Public DNS'],
  ['2001:4860:4860::8844', 'Google Public DNS'],
  ['9.9.9.9', 'Quad9 public DNS'],
  ['149.112.112.112', 'Quad9 public DNS'],
  ['2620:fe::fe', 'Quad9 public DNS'],
  ['2620:fe::9', 'Quad9 public DNS'],
  ['208.67.222.222', 'OpenDNS'],
  ['208.67.220.220', 'OpenDNS'],
  ['2620:119:35::35', 'OpenDNS'],
  ['2620:119:53::53', 'OpenDNS'],
  ['168.63.129.16', 'Azure health probes, DNS and DHCP'],
  ['35.191.0.0/16', 'Google Cloud health checks'],
  ['130.211.0.0/22', 'Google Cloud health checks'],
];

export const neverBlock: readonly Cidr[] = neverBlockEntries
  .map(([range]) => parseCidr(range))
  .filter((cidr) => typeof cidr !== 'string');
