import { isOver } from '../../block/expiry.ts';
import { keptOffReason } from '../../block/keptOffReason.ts';
import type { Safety } from '../../block/safety.ts';
import type { Block, RefusalReason } from '../../model/block.ts';
import { cidrOf } from '../../model/cidr.ts';
import { listBlocks } from '../../store/blacklist/blocks.ts';
import type { StoredBlock } from '../../store/blacklist/blocks.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import type { Actor } from '../actor.ts';
import { loadSafety } from './loadSafety.ts';

/** Why nothing of an active block is on the list; `over`: a person's end has come, and the job that releases it has not. */
export type KeptOff = RefusalReason | 'over';

export interface ActiveBlock extends StoredBlock {
  /** Null: it is on the list, or of a range what may be blocked of it. */
  readonly keptOff: KeptOff | null;
}

/** The active blocks, newest first, each with whether it gets onto the list. */
export async function activeBlocks(
  { database, listAccess, defaults, nowMs }: Actor,
  limit: number,
): Promise<ActiveBlock[]> {
  const { pool } = database;
  const { settings } = await loadSettings(pool, defaults);
  const safety = await loadSafety(pool, settings, listAccess, nowMs);
  const blocks = await listBlocks(pool, 'active', limit);
  return blocks.map((block) => ({ ...block, keptOff: keptOff(block, safety, nowMs) }));
}

function keptOff(block: Block, safety: Safety, nowMs: number): KeptOff | null {
  if (isOver(block, nowMs)) return 'over';
  return keptOffReason(cidrOf(block.address), safety) ?? null;
}
