import type { Block } from '../model/block.ts';
import { addMonths } from '../time/calendar.ts';
import type { Settings } from '../model/settings.ts';

/** How long a block lasts. */
export type Term = Pick<Settings, 'blockMonths' | 'timeZone'>;

/** When a block ends that was last seen then. */
export function expiryOf(lastSeenAt: number, term: Term): number {
  return addMonths(lastSeenAt, term.blockMonths, term.timeZone);
}

/** A block that was seen again: it never moves back, and an end that a person set stays. */
export function renewed(block: Block, seenAt: number, term: Term): Block {
  const lastSeenAt = Math.max(block.lastSeenAt, seenAt);
  if (block.fixedEnd || block.expiresAt === null) return { ...block, lastSeenAt };
  return { ...block, lastSeenAt, expiresAt: Math.max(block.expiresAt, expiryOf(lastSeenAt, term)) };
}

/** Whether the block has ended by a time: a person's end comes to the minute, any other with the 00:00 job after it. */
export function hasEnded(block: Pick<Block, 'expiresAt'>, nowMs: number): boolean {
  return block.expiresAt !== null && block.expiresAt <= nowMs;
}

/** Whether a block blocks nobody any more although no job has released it yet: a person's end has come. */
export function isOver(block: Pick<Block, 'expiresAt' | 'fixedEnd'>, nowMs: number): boolean {
  return block.fixedEnd && hasEnded(block, nowMs);
}
