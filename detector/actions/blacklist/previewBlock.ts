import { checkManualBlock } from '../../block/manualBlock.ts';
import { parseEntryRange } from '../../block/parseEntryRange.ts';
import { formatCidr } from '../../model/cidr.ts';
import type { Cidr } from '../../model/cidr.ts';
import { countAllowedRecords } from '../../store/records/countAllowedRecords.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import { activeBlocksInside, activeBlocksOf } from '../../store/blacklist/standingBlocks.ts';
import type { Actor } from '../actor.ts';
import { loadSafety } from './loadSafety.ts';
import { dayMs } from '../../time/units.ts';

export interface BlockPreview {
  /** In canonical text; as given where it can't be read. */
  readonly address: string;
  readonly faults: string[];
  readonly warnings: string[];
  /** In words, such as "256 addresses". */
  readonly size: string;
  readonly blocksInside: number;
  /** Records of the last day that were let through from it; null where they could not be counted in time. */
  readonly allowedRecords: number | null;
}

const countBudgetMs = 500;

/** What a block by hand would hit. */
export async function previewBlock(actor: Actor, text: string): Promise<BlockPreview> {
  const { database, nowMs } = actor;
  const { pool } = database;
  const cidr = parseEntryRange(text, 'block');
  if (typeof cidr === 'string') {
    return { address: text, faults: [cidr], warnings: [], size: '', blocksInside: 0, allowedRecords: null };
  }
  const address = formatCidr(cidr);
  const { settings } = await loadSettings(pool, actor.defaults);
  const safety = await loadSafety(pool, settings, actor.listAccess, nowMs);
  // A preview checks the address only; reason and duration are entered later.
  const checked = checkManualBlock({ address, reason: 'preview', duration: 'permanent' }, safety, nowMs);
  const standing = await activeBlocksOf(pool, [address]);
  const blocked = standing.length === 0 ? [] : [`${address} is blocked already: release it first to block it anew.`];
  return {
    address,
    faults: [...('faults' in checked ? checked.faults : []), ...blocked],
    warnings: 'faults' in checked ? [] : [...checked.warnings],
    size: sizeOf(cidr),
    blocksInside: (await activeBlocksInside(pool, address, 0)).count,
    allowedRecords: (await countAllowedRecords(database, address, nowMs - dayMs, countBudgetMs)) ?? null,
  };
}

/** Above 2^32, which is all of IPv4, a number says less than its exponent. */
function sizeOf({ prefix }: Cidr): string {
  const bits = 128 - prefix;
  if (bits === 0) return '1 address';
  return bits > 32 ? `2^${bits} addresses` : `${(2 ** bits).toLocaleString('en-US')} addresses`;
}
