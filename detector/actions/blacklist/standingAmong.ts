import { keptOffReason } from '../../block/keptOffReason.ts';
import { cidrOf } from '../../model/cidr.ts';
import { waitingAmong } from '../../store/blacklist/findings.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import type { Actor } from '../actor.ts';
import type { Standing } from './judgeAddress.ts';
import { blocksAnswering } from './blocksAnswering.ts';
import { loadSafety } from './loadSafety.ts';

/** What a judgement of each of many addresses says of now; null: nothing blocks it, and nothing waits. */
type StandingNow = Extract<Standing, 'allowed' | 'blocked' | 'held'> | null;

/** How addresses stand now, by the same order as a judgement of one: what is never blocked comes before its block. */
export async function standingAmong(
  { database, listAccess, defaults, nowMs }: Actor,
  addresses: readonly string[],
): Promise<(address: string) => StandingNow> {
  const { pool } = database;
  const { settings } = await loadSettings(pool, defaults);
  const safety = await loadSafety(pool, settings, listAccess, nowMs);
  const blocks = await blocksAnswering(pool, addresses, nowMs);
  const waiting = new Set(await waitingAmong(pool, addresses));
  return (address) => {
    const reason = keptOffReason(cidrOf(address), safety);
    if (reason === 'allowlist') return 'allowed';
    if (reason === undefined && blocks.has(address)) return 'blocked';
    return waiting.has(address) ? 'held' : null;
  };
}
