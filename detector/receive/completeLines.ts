import { maxLineBytes } from './lineBlock.ts';

export const newline = 0x0a;

/**
 * The end of the last newline in `bytes` from `start` on that can be reached without crossing a line of more than
 * `maxLineBytes`; `start` when there is none. Looks at one newline in 64 KiB, not at every line.
 */
export function endOfCompleteLines(bytes: Buffer, start: number): number {
  let reached = start;
  while (reached < bytes.length) {
    const last = Math.min(reached + maxLineBytes, bytes.length - 1);
    const found = bytes.lastIndexOf(newline, last);
    if (found < reached) return reached;
    reached = found + 1;
  }
  return reached;
}
