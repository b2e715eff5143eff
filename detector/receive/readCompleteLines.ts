import { maxLineBytes } from './lineBlock.ts';
import { newline } from './completeLines.ts';

const nothing: Buffer = Buffer.alloc(0);
const lineEnd = Buffer.from('\n');

/**
 * Cuts a stream into blocks of whole lines, each line ended by a newline, the last one too. A line longer than 64 KiB is
 * left out and reported, never held in memory.
 */
export async function* readCompleteLines(stream: AsyncIterable<Buffer>, onTooLong: () => void): AsyncGenerator<Buffer> {
  let rest = nothing;
  let isSkipping = false;
  for await (const chunk of stream) {
    const firstEnd = chunk.indexOf(newline) + 1;
    if (firstEnd === 0) {
      if (isSkipping) continue;
      rest = Buffer.concat([rest, chunk]);
    } else {
      // Only the line that two chunks share is copied.
      const isShared = rest.length > 0 && !isSkipping;
      if (isShared) yield Buffer.concat([rest, chunk.subarray(0, firstEnd)]);
      const start = isShared || isSkipping ? firstEnd : 0;
      isSkipping = false;
      const end = chunk.lastIndexOf(newline) + 1;
      if (end > start) yield chunk.subarray(start, end);
      rest = chunk.subarray(end);
    }
    if (rest.length <= maxLineBytes) continue;
    onTooLong();
    rest = nothing;
    isSkipping = true;
  }
  if (rest.length > 0) yield Buffer.concat([rest, lineEnd]);
}
