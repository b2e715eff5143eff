import { maxLineBytes } from './lineBlock.ts';
import { newline } from './wholeLines.ts';

/**
 * Cuts a stream into blocks of whole lines, each line ended by a newline, the last one too. A line longer than 64 KiB is
 * left out and reported, never held in memory.
 */
export async function* readWholeLines(stream: AsyncIterable<Buffer>, onTooLong: () => void): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let isSkipping = false;
  for await (const chunk of stream) {
    let start = 0;
    if (isSkipping) {
      start = chunk.indexOf(newline) + 1;
      if (start === 0) continue;
      isSkipping = false;
    }
    const bytes = rest.length === 0 ? chunk.subarray(start) : Buffer.concat([rest, chunk]);
    const end = bytes.lastIndexOf(newline) + 1;
    if (end > 0) yield bytes.subarray(0, end);
    rest = bytes.subarray(end);
    if (rest.length <= maxLineBytes) continue;
    onTooLong();
    rest = Buffer.alloc(0);
    isSkipping = true;
  }
  if (rest.length > 0) yield Buffer.concat([rest, Buffer.from('\n')]);
}
