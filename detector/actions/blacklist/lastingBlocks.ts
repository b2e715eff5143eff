import { isOver } from '../../block/expiry.ts';
import type { Block } from '../../model/block.ts';
import { activeBlocksOf } from '../../store/blacklist/standingBlocks.ts';
import type { Client } from '../../store/database.ts';
import { expireBlocks } from './expireBlocks.ts';

/** The active blocks of these addresses, in a change. One that is over, but that no job has released yet, is released here: it would be in the way of a new one. */
export async function lastingBlocks(client: Client, addresses: readonly string[], nowMs: number): Promise<Block[]> {
  const blocks = await activeBlocksOf(client, addresses);
  const over = blocks.filter((block) => isOver(block, nowMs));
  await expireBlocks(client, over, 'its time was up', nowMs);
  return blocks.filter((block) => !over.includes(block));
}
