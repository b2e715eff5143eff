import type { LineBlock, LineSink } from '../../detector/receive/lineBlock.ts';

export interface CollectingSink extends LineSink {
  readonly blocks: LineBlock[];
  /** The lines of all blocks without their newlines. */
  lines(): string[];
}

/** A sink that keeps all it gets; `beforePush` may hold a block up or refuse it. */
export function createCollectingSink(beforePush?: (block: LineBlock) => Promise<void>): CollectingSink {
  const blocks: LineBlock[] = [];
  return {
    blocks,
    lines: () => blocks.flatMap(({ bytes }) => Buffer.from(bytes).toString('utf8').split('\n').slice(0, -1)),
    async push(block) {
      await beforePush?.(block);
      blocks.push({ ...block, bytes: Uint8Array.from(block.bytes) });
    },
  };
}
