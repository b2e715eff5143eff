import { createHash } from 'node:crypto';
import type { LineBlock } from '../lineBlock.ts';
import { writeMessageLine } from '../messageLine.ts';
import type { PushedStream } from './pushedStreams.ts';

/** Lines of one host, under a digest by which a repeated push is known. */
export interface PushedBlock {
  readonly block: LineBlock;
  readonly digest: Uint8Array;
}

/**
 * One block for each host of a push, in the order in which they come. A client repeats the very bytes, so the same content
 * makes the same blocks and digests, whatever packed it, and whichever of them were stored the first time.
 */
export function buildPushBlocks(content: Uint8Array, streams: readonly PushedStream[], sender: string): PushedBlock[] {
  const byHost = new Map<string | undefined, Uint8Array[]>();
  for (const { host, lines } of streams) {
    const known = byHost.get(host) ?? [];
    byHost.set(host, known);
    for (const line of lines) known.push(line);
  }
  const whole = createHash('sha256').update(content).digest();
  return Array.from(byHost, ([host, lines], index) => ({
    block: {
      bytes: joinLines(lines),
      input: sender,
      kind: 'push' as const,
      sender,
      ...(host === undefined ? {} : { host }),
    },
    digest: createHash('sha256').update(whole).update(String(index)).digest(),
  })).filter(({ block }) => block.bytes.length > 0);
}

/** An entry is one line, with `recordSeparator` for a newline inside. */
function joinLines(lines: readonly Uint8Array[]): Uint8Array {
  const size = lines.reduce((sum, line) => sum + line.length + 1, 0);
  const bytes = Buffer.alloc(size);
  let at = 0;
  for (const line of lines) at = writeMessageLine(line, bytes, at);
  return bytes.subarray(0, at);
}
