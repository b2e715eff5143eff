import { isOver } from '../../block/expiry.ts';
import { keptOffReason } from '../../block/keptOffReason.ts';
import { cidrOf } from '../../model/cidr.ts';
import { createCidrSet } from '../../model/cidrSet.ts';
import { waitingAmong } from '../../store/blacklist/findings.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import { activeBlocksOf, activeRangesOver } from '../../store/blacklist/standingBlocks.ts';
import type { Actor } from '../actor.ts';
import type { Standing } from './judgeAddress.ts';
import { loadSafety } from './loadSafety.ts';

/** What a judgement of each of many addresses says of now; null: nothing blocks it, and nothing waits. */
type StandingNow = Extract<Standing, 'allowed' | 'blocked' | 'held'> | null;

/** How addresses stand now, by the same order as a judgement of one: what is never blocked comes before its block. */
export async function standingAmong(
  { database, door, defaults, nowMs }: Actor,
  addresses: readonly string[],
): Promise<(address: string) => StandingNow> {
  const { pool } = database;
  const { settings } = await loadSettings(pool, defaults);
  const safety = await loadSafety(pool, settings, door, nowMs);
  const blocks = [...(await activeBlocksOf(pool, addresses)), ...(await activeRangesOver(pool, addresses))];
  const lasting = blocks.filter((block) => !isOver(block, nowMs));
  const blocked = createCidrSet(lasting.map(({ address }) => cidrOf(address)));
  const waiting = new Set(await waitingAmong(pool, addresses));
  return (address) => {
    const cidr = cidrOf(address);
    const reason = keptOffReason(cidr, safety);
    if (reason === 'allowlist') return 'allowed';
    if (reason === undefined && blocked.covers(cidr)) return 'blocked';
    return waiting.has(address) ? 'held' : null;
  };
}
