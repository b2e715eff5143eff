import { lastMidnight } from '../model/calendar.ts';
import { formatAddress } from '../model/address.ts';
import type { Block, HoldReason, RefusalReason } from '../model/block.ts';
import type { Finding } from '../model/finding.ts';
import type { Settings } from '../model/settings.ts';
import { buildList } from './buildList.ts';
import { decide } from './decide.ts';
import { hasEnded, renewed } from './expiry.ts';
import { createSafety } from './safety.ts';
import type { SafeRanges } from './safety.ts';

export interface MemoryBlacklist {
  /** Every block in order of detection, released ones too. */
  readonly blocks: readonly Block[];
  /** Each address and reason once, in the order in which they first came. */
  readonly held: readonly { address: string; reason: HoldReason }[];
  readonly refused: readonly { address: string; reason: RefusalReason }[];
  decide(finding: Finding): void;
  /** Deny-rule hits: four words of `source` and a time each. */
  hit(source: Uint32Array, at: Float64Array): void;
  /** The next 00:00 job after what ran last; the first one is the first midnight behind `clockMs`. */
  nextMidnight(clockMs: number): number;
  runMidnight(midnightMs: number): void;
  list(nowMs: number): string[];
}

/** The blacklist without a database, for a replay: the same decisions over blocks in memory. */
export function createMemoryBlacklist(settings: Settings, safe: SafeRanges): MemoryBlacklist {
  const safety = createSafety(safe);
  const blocks: Block[] = [];
  const active = new Map<string, number>();
  const held = new Map<string, { address: string; reason: HoldReason }>();
  const refused = new Map<string, { address: string; reason: RefusalReason }>();
  let lastRun: number | undefined;

  function apply(finding: Finding): void {
    const index = active.get(finding.source);
    const standing = index === undefined ? undefined : blocks[index];
    const decision = decide(finding, { safety, isInGrace: false, standing }, settings);
    const key = finding.source;
    if (decision.kind === 'block') {
      active.set(key, blocks.length);
      blocks.push({ ...decision.block, id: blocks.length + 1, releasedAt: null });
    } else if (decision.kind === 'renew' && index !== undefined) blocks[index] = decision.block;
    else if (decision.kind === 'hold') keepFirst(held, key, { address: key, reason: decision.reason });
    else if (decision.kind === 'refuse') {
      keepFirst(refused, `${key} ${decision.reason}`, { address: key, reason: decision.reason });
    }
  }

  function hit(source: Uint32Array, at: Float64Array): void {
    at.forEach((seenAt, i) => {
      const index = active.get(formatAddress(source, 4 * i));
      if (index !== undefined) blocks[index] = renewed(blocks[index], seenAt, settings);
    });
  }

  function nextMidnight(clockMs: number): number {
    lastRun ??= lastMidnight(clockMs, settings.timeZone);
    // A day and a half on is past the next midnight and before the one after it, however the clock changes.
    return lastMidnight(lastRun + 36 * 3_600_000, settings.timeZone);
  }

  function runMidnight(midnightMs: number): void {
    lastRun = midnightMs;
    for (const [address, index] of active) {
      if (!hasEnded(blocks[index], midnightMs)) continue;
      blocks[index] = { ...blocks[index], releasedAt: midnightMs };
      active.delete(address);
    }
  }

  return {
    blocks,
    get held() {
      return [...held.values()];
    },
    get refused() {
      return [...refused.values()];
    },
    decide: apply,
    hit,
    nextMidnight,
    runMidnight,
    list: (nowMs) =>
      buildList(
        [...active.values()].map((index) => blocks[index]),
        safe,
        nowMs,
      ),
  };
}

function keepFirst<T>(map: Map<string, T>, key: string, value: T): void {
  if (!map.has(key)) map.set(key, value);
}
