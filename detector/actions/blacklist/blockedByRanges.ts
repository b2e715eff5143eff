import { isOver } from '../../block/expiry.ts';
import { keptOffReason } from '../../block/keptOffReason.ts';
import { cidrOf, containsCidr } from '../../model/cidr.ts';
import type { Queryable } from '../../store/database.ts';
import { activeRangesOver } from '../../store/blacklist/standingBlocks.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import type { Actor } from '../actor.ts';
import { loadSafety } from './loadSafety.ts';

export interface BlockedByRange {
  readonly address: string;
  readonly by: string;
}

/** Which of these addresses and ranges an active range blocks all the same: the narrowest that does. */
export async function blockedByRanges(
  client: Queryable,
  { nowMs, defaults, listAccess }: Actor,
  addresses: readonly string[],
): Promise<BlockedByRange[]> {
  const ranges = (await activeRangesOver(client, addresses))
    .filter((range) => !isOver(range, nowMs))
    .map(({ address }) => ({ address, cidr: cidrOf(address) }));
  if (ranges.length === 0) return [];
  const { settings } = await loadSettings(client, defaults);
  const safety = await loadSafety(client, settings, listAccess, nowMs);
  return addresses.flatMap((address) => {
    const cidr = cidrOf(address);
    const over = ranges.find((range) => containsCidr(range.cidr, cidr));
    return over === undefined || keptOffReason(cidr, safety) !== undefined ? [] : [{ address, by: over.address }];
  });
}
