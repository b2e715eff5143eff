import { isOver } from '../../block/expiry.ts';
import { parseAddress } from '../../model/address.ts';
import type { Block } from '../../model/block.ts';
import { cidrOf } from '../../model/cidr.ts';
import { createCidrSet } from '../../model/cidrSet.ts';
import { activeBlocksOf, activeRangesOver } from '../../store/blacklist/standingBlocks.ts';
import type { Queryable } from '../../store/database.ts';

/** The block that already answers for each of these addresses, by address: its own, or the narrowest range over it. */
export async function blocksAnswering(
  database: Queryable,
  addresses: readonly string[],
  nowMs: number,
): Promise<Map<string, Block>> {
  const standing = new Map<string, Block>();
  const words = addresses.flatMap((address) => {
    const parsed = parseAddress(address);
    return parsed === undefined ? [] : [{ address, parsed }];
  });
  const lasts = (block: Block) => !isOver(block, nowMs);
  for (const range of (await activeRangesOver(database, addresses)).filter(lasts).reverse()) {
    const set = createCidrSet([cidrOf(range.address)]);
    for (const { address, parsed } of words) if (set.has(parsed)) standing.set(address, range);
  }
  for (const block of (await activeBlocksOf(database, addresses)).filter(lasts)) standing.set(block.address, block);
  return standing;
}
