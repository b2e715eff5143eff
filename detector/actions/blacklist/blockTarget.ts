import { MendableError } from '../../errors.ts';
import type { Block, BlockOrigin } from '../../model/block.ts';
import type { Client } from '../../store/database.ts';
import { activeBlocksSince, blocksByNumber } from '../../store/blacklist/chosenBlocks.ts';
import { activeBlocksInside, activeBlocksOf, activeBlocksWithin } from '../../store/blacklist/standingBlocks.ts';
import type { Actor } from '../actor.ts';
import { canonicalText } from '../canonicalText.ts';
import { blockedByRanges } from './blockedByRanges.ts';
import type { BlockedByRange } from './blockedByRanges.ts';

/**
 * Which active blocks an action is for: those of exactly these addresses or ranges, those with these numbers, all inside a
 * range (its own, too), or all of a case that were detected since a time.
 */
export type BlockTarget =
  | { readonly addresses: readonly string[] }
  | { readonly ids: readonly number[] }
  | { readonly inside: string }
  | { readonly case: BlockOrigin; readonly detectedSince: number };

export interface Failed {
  readonly address: string;
  readonly because: string;
}

/** What came of an action for many. */
export interface ActionOutcome {
  readonly done: readonly string[];
  readonly failed: readonly Failed[];
  /** Addresses that were released but still lie in a blocked range. */
  readonly stillBlocked: readonly BlockedByRange[];
}

export interface FoundBlocks {
  readonly blocks: Block[];
  /** What was named and is no active block. */
  readonly failed: readonly Failed[];
}

/** Blocks that one action may be for: more would hold up everybody else's changes for long. */
const maxBlocks = 10_000;

/** The active blocks that are meant, in the transaction that changes them. */
export async function findBlocks(client: Client, actor: Actor, target: BlockTarget): Promise<FoundBlocks> {
  if ('addresses' in target) return ofAddresses(client, actor, target.addresses);
  if ('ids' in target) return ofNumbers(client, target.ids);
  const blocks =
    'inside' in target
      ? await activeBlocksWithin(client, [canonicalText(target.inside)])
      : await activeBlocksSince(client, target.case, target.detectedSince, maxBlocks + 1);
  if (blocks.length <= maxBlocks) return { blocks, failed: [] };
  throw new MendableError(
    'too-many-blocks',
    `More than ${maxBlocks} blocks are meant: choose a later time or a narrower range, so that it is fewer at once.`,
  );
}

async function ofAddresses(client: Client, actor: Actor, texts: readonly string[]): Promise<FoundBlocks> {
  const addresses = [...new Set(texts.map(canonicalText))];
  const blocks = await activeBlocksOf(client, addresses);
  const found = new Set(blocks.map(({ address }) => address));
  const missing = addresses.filter((address) => !found.has(address));
  const ranges = new Map((await blockedByRanges(client, actor, missing)).map(({ address, by }) => [address, by]));
  const failed: Failed[] = [];
  for (const address of missing) {
    const { count } = await activeBlocksInside(client, address, 0);
    failed.push({ address, because: whyNotBlocked(address, ranges.get(address), count) });
  }
  return { blocks, failed };
}

function whyNotBlocked(address: string, range: string | undefined, inside: number): string {
  const found = `${address} has no block of its own`;
  if (range !== undefined) return `${found}; the range ${range} blocks it: release that, or allow ${address}.`;
  if (inside === 0) return `${found}: "blacklist why ${address}" tells what is known of it.`;
  const which =
    inside === 1 ? '1 block lies inside it: release that one' : `${inside} blocks lie inside it: release those`;
  return `${found}; ${which} ("blacklist why ${address}" tells more).`;
}

async function ofNumbers(client: Client, ids: readonly number[]): Promise<FoundBlocks> {
  const found = await blocksByNumber(client, ids);
  const known = new Set(found.map(({ id }) => id));
  const missing = [...new Set(ids)].filter((id) => !known.has(id));
  const failed = [
    ...missing.map((id) => ({ address: `number ${id}`, because: 'No block has this number.' })),
    ...found
      .filter(({ releasedAt }) => releasedAt !== null)
      .map(({ address }) => ({ address, because: `The block of ${address} has been released already.` })),
  ];
  return { blocks: found.filter(({ releasedAt }) => releasedAt === null), failed };
}
