import type { RefusalReason } from '../model/block.ts';
import type { Cidr } from '../model/cidr.ts';
import { subtractCidrs } from '../model/cidrSet.ts';
import { allSafe } from './safety.ts';
import type { Safety } from './safety.ts';

/** Why nothing of a block's address or range gets onto the list; undefined where any of it does. */
export function keptOffReason(cidr: Cidr, safety: Safety): RefusalReason | undefined {
  const reason = safety.reasonForAllOf(cidr);
  if (reason !== undefined) return reason;
  const reasons = safety.reasonsWithin(cidr);
  return reasons.length > 0 && subtractCidrs([cidr], allSafe(safety.ranges)).length === 0 ? reasons[0] : undefined;
}
