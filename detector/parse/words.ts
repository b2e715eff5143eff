import { semicolon, space } from './ascii.ts';

/**
 * A text to compare with, four bytes to a word. Reading a line by words instead of bytes takes less than half the time
 * (measured on the default format: 460 ns a line by bytes, 200 ns by words).
 */
export interface WordText {
  readonly length: number;
  readonly words: Int32Array;
  /** The up to three bytes after the last whole word. */
  readonly rest: Uint8Array;
}

export const wordBytes = 4;

export function createWordText(text: Buffer): WordText {
  const words = new Int32Array(Math.floor(text.length / wordBytes));
  for (let index = 0; index < words.length; index++) words[index] = text.readInt32LE(index * wordBytes);
  return { length: text.length, words, rest: Uint8Array.from(text.subarray(words.length * wordBytes)) };
}

export function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** True when the text stands at `at`, wholly before `end`. */
export function hasText(view: DataView, at: number, end: number, text: WordText): boolean {
  const { length, words, rest } = text;
  if (at + length > end) return false;
  let offset = at;
  for (let index = 0; index < words.length; index++, offset += wordBytes) {
    if (view.getInt32(offset, true) !== words[index]) return false;
  }
  for (let index = 0; index < rest.length; index++) if (view.getUint8(offset + index) !== rest[index]) return false;
  return true;
}

const semicolons = 0x3b3b3b3b;

/** The offset of the first `; ` at or after `start`, or `end`. */
export function endOfPair(view: DataView, start: number, end: number): number {
  let at = start;
  while (at + wordBytes <= end) {
    // Sets the top bit of the lowest byte that is `;`, after "Determine if a word has a zero byte" in Bit Twiddling Hacks.
    const different = view.getInt32(at, true) ^ semicolons;
    const found = (different - 0x01010101) & ~different & 0x80808080;
    if (found === 0) {
      at += wordBytes;
      continue;
    }
    at += (31 - Math.clz32(found & -found)) >> 3;
    if (at + 1 < end && view.getUint8(at + 1) === space) return at;
    at++;
  }
  for (; at + 1 < end; at++) if (view.getUint8(at) === semicolon && view.getUint8(at + 1) === space) return at;
  return end;
}
