import { maxLineBytes } from './lineBlock.ts';
import { newline } from './completeLines.ts';

const space = 0x20;
const zero = 0x30;
const lessThan = 0x3c;
const maxDigits = 9;

/** A length before a message, `312 <`, and where the message starts; the length is NaN when there is none. */
export interface FrameHead {
  readonly length: number;
  readonly start: number;
}

/** The length of a frame whose head has not all come. */
export const needsMore = -1;

export function readFrameHead(bytes: Buffer, at: number): FrameHead {
  let length = 0;
  for (let i = at; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === space && i > at) {
      if (i + 1 === bytes.length) break;
      return { length: bytes[i + 1] === lessThan ? length : NaN, start: i + 1 };
    }
    if (!isDigit(byte) || (byte === zero && i === at) || i - at === maxDigits) return { length: NaN, start: at };
    length = length * 10 + byte - zero;
  }
  return { length: needsMore, start: at };
}

/** What some senders put behind a frame, or count in: newlines, CR, NUL. */
export function skipEndings(bytes: Buffer, at: number): number {
  while (isEnding(bytes[at])) at++;
  return at;
}

/** Digits before `<` that can be a length of a message that is taken. */
const maxLengthDigits = String(maxLineBytes).length;

/**
 * Where the next frame starts, after the framing was lost. It is one for sure behind a newline, or if its length leads to
 * the next frame or to the end of the connection: a number that a stranger wrote before a `<` hardly does. Else where one
 * may start, once more has come.
 */
export function findFrame(bytes: Buffer, from: number, isEnd: boolean): [start: number, isSure: boolean] {
  for (let at = bytes.indexOf(' <', from); at >= 0; at = bytes.indexOf(' <', at + 1)) {
    let first = at;
    while (first > from && at - first < maxLengthDigits && isDigit(bytes[first - 1])) first--;
    for (let start = first; start < at; start++) {
      const { length, start: messageStart } = readFrameHead(bytes, start);
      if (length <= maxLineBytes && start > from && bytes[start - 1] === newline) return [start, true];
      const next = length <= maxLineBytes ? whatFollows(bytes, messageStart + length, isEnd) : 'no-frame';
      if (next !== 'no-frame') return [start, next === 'frame'];
    }
  }
  return [Math.max(from, bytes.length - maxLengthDigits - 1), false];
}

function whatFollows(bytes: Buffer, end: number, isEnd: boolean): 'frame' | 'no-frame' | 'not-known' {
  if (end >= bytes.length) return isEnd ? (end === bytes.length ? 'frame' : 'no-frame') : 'not-known';
  if (isEnding(bytes[end])) return 'frame';
  const { length } = readFrameHead(bytes, end);
  if (length === needsMore) return isEnd ? 'no-frame' : 'not-known';
  return Number.isNaN(length) ? 'no-frame' : 'frame';
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= zero + 9;
}

function isEnding(byte: number): boolean {
  return byte === newline || byte === 0x0d || byte === 0;
}
