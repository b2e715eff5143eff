import { isIP } from 'node:net';
import { parseAddress } from '../../model/address.ts';
import { cidrOf } from '../../model/cidr.ts';
import { createCidrSet } from '../../model/cidrSet.ts';

const hostName =
  /^(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$/;

/** Whether a firewall takes this as a server: an IP address or a DNS name (RFC 1123: letters, digits and hyphens). */
export function isServerName(text: string): boolean {
  return isIP(text) !== 0 || hostName.test(text);
}

/** Where a connection to it ends on the machine that opens it; Linux takes the unspecified addresses as its own, too. */
const leadingBack = createCidrSet(['127.0.0.0/8', '0.0.0.0', '::1', '::'].map(cidrOf));

/** Whether whoever uses this name or address of a server reaches himself. */
export function leadsBack(name: string): boolean {
  const words = parseAddress(name);
  return words === undefined ? /^(?:.*\.)?localhost$/i.test(name) : leadingBack.has(words);
}
