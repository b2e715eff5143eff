import type { Block } from '../model/block.ts';
import { formatCidr, parseCidr } from '../model/cidr.ts';
import { subtractCidrs } from '../model/cidrSet.ts';
import { hasEnded } from './expiry.ts';
import type { SafeRanges } from './safety.ts';

type Listed = Pick<Block, 'address' | 'expiresAt' | 'fixedEnd'>;

/**
 * The list's entries in numerical order, IPv4 first: active blocks less everything that may not be blocked, each address
 * by one entry only.
 */
export function buildList(blocks: readonly Listed[], safe: SafeRanges, nowMs: number): string[] {
  const cidrs = blocks
    .filter((block) => !(block.fixedEnd && hasEnded(block, nowMs)))
    .map((block) => parseCidr(block.address))
    .filter((cidr) => typeof cidr !== 'string');
  const { allowlist, ownNetworks, neverBlock, listClients, logSenders } = safe;
  const removed = [...allowlist, ...ownNetworks, ...neverBlock, ...listClients, ...logSenders];
  return subtractCidrs(cidrs, removed).map(formatCidr);
}
