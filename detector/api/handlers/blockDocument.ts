import type { Static } from 'typebox';
import type { block } from '../contract/blacklistDocuments.ts';
import { keptOffReason } from '../../block/keptOffReason.ts';
import type { Safety } from '../../block/safety.ts';
import { cidrOf } from '../../model/cidr.ts';
import type { ShownBlock } from '../../store/blacklist/shownBlocks.ts';

export type BlockDocument = Static<typeof block>;

/** A block as the API gives it; of an active one it says why the list leaves it out. */
export function blockDocument(shown: ShownBlock, safety: Safety): BlockDocument {
  const keptOff = shown.releasedAt === null ? keptOffReason(cidrOf(shown.address), safety) : undefined;
  return { ...shown, keptOff: keptOff ?? null };
}
