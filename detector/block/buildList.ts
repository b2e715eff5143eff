import type { Block } from '../model/block.ts';
import { cidrOf, formatCidr } from '../model/cidr.ts';
import { subtractCidrs } from '../model/cidrSet.ts';
import { isOver } from './expiry.ts';
import { allSafe } from './safety.ts';
import type { SafeRanges } from './safety.ts';

type Listed = Pick<Block, 'address' | 'expiresAt' | 'fixedEnd'>;

/**
 * The list's entries in numerical order, IPv4 first: active blocks less everything that may not be blocked, each address
 * by one entry only. A block whose end a person set leaves to the minute, any other when the 00:00 job releases it.
 */
export function buildList(blocks: readonly Listed[], safe: SafeRanges, nowMs: number): string[] {
  const listed = blocks.filter((block) => !isOver(block, nowMs));
  const cidrs = listed.map((block) => cidrOf(block.address));
  return subtractCidrs(cidrs, allSafe(safe)).map(formatCidr);
}
