import { GrowingBuffer } from './growingBuffer.ts';
import { maxLineBytes } from './lineBlock.ts';
import { writeMessageLine } from './messageLine.ts';
import { newline } from './completeLines.ts';

const space = 0x20;
const lessThan = 0x3c;
const maxDigits = 9;
const nothing = Buffer.alloc(0);

/** What the framers of all connections have met. */
export interface FramingCounts {
  messages: number;
  /** Longer than 64 KiB. */
  tooLong: number;
  /** Bytes where a length was expected. */
  badFrames: number;
  /** Ended by the connection's end before their own. */
  cut: number;
}

/** A length before a message, and where the message starts; the length is -1 when more bytes are needed, NaN when there is none. */
interface FrameHead {
  readonly length: number;
  readonly start: number;
}

/**
 * Cuts one connection's bytes into messages (RFC 6587). The first message tells the framing for good, so that nothing inside
 * a later one can change it: octet-counted when it starts with a number, a space and `<`, else one message a line.
 */
export class Framer {
  readonly #counts: FramingCounts;
  readonly #rest = new GrowingBuffer();
  #framing: 'counted' | 'lines' | undefined;
  #skipBytes = 0;
  #isSkippingLine = false;

  constructor(counts: FramingCounts) {
    this.#counts = counts;
  }

  /** The messages that are complete by now, one a line; empty when none is. */
  take(chunk: Buffer): Buffer {
    const bytes = this.#rest.append(chunk);
    this.#framing ??= framingOf(bytes);
    if (this.#framing === undefined) {
      this.#rest.keep(bytes, 0);
      return nothing;
    }
    const [taken, lines] = this.#framing === 'lines' ? this.#takeLines(bytes) : this.#takeFrames(bytes);
    this.#rest.keep(bytes, taken);
    return lines;
  }

  /** What is left when a sender ends the connection in order: a last line needs no newline, a frame needs its length. */
  end(): Buffer {
    if (this.#framing !== 'counted') return this.#rest.length > 0 ? this.take(Buffer.of(newline)) : nothing;
    this.cut();
    return nothing;
  }

  /** Drops what is left when a connection breaks. */
  cut(): void {
    if (this.#rest.length > 0) this.#counts.cut++;
    this.#rest.keep(nothing, 0);
  }

  #takeLines(bytes: Buffer): [taken: number, lines: Buffer] {
    let lines = nothing;
    let at = this.#restOfLine(bytes, 0);
    let written = 0;
    while (at < bytes.length) {
      const end = bytes.indexOf(newline, at);
      const length = (end < 0 ? bytes.length : end) - at;
      if (length > maxLineBytes) {
        this.#counts.tooLong++;
        this.#isSkippingLine = true;
        at = this.#restOfLine(bytes, at);
        continue;
      }
      if (end < 0) break;
      if (written === 0) lines = Buffer.allocUnsafeSlow(bytes.length + 1);
      written += bytes.copy(lines, written, at, end + 1);
      this.#counts.messages++;
      at = end + 1;
    }
    return [at, lines.subarray(0, written)];
  }

  #takeFrames(bytes: Buffer): [taken: number, lines: Buffer] {
    let lines = nothing;
    let at = 0;
    let written = 0;
    while (at < bytes.length) {
      const before = at;
      at = this.#restOfLine(bytes, this.#restOfFrame(bytes, at));
      while (bytes[at] === newline) at++;
      const { length, start } = readHead(bytes, at);
      if (Number.isNaN(length)) {
        this.#counts.badFrames++;
        this.#isSkippingLine = true;
      } else if (length > maxLineBytes) {
        this.#counts.tooLong++;
        this.#skipBytes = length;
        at = start;
      } else if (length >= 0 && start + length <= bytes.length) {
        if (written === 0) lines = Buffer.allocUnsafeSlow(bytes.length + 1);
        written = writeMessageLine(bytes.subarray(start, start + length), lines, written);
        this.#counts.messages++;
        at = start + length;
      } else if (at === before) break;
    }
    return [at, lines.subarray(0, written)];
  }

  #restOfFrame(bytes: Buffer, at: number): number {
    const skipped = Math.min(this.#skipBytes, bytes.length - at);
    this.#skipBytes -= skipped;
    return at + skipped;
  }

  #restOfLine(bytes: Buffer, at: number): number {
    if (!this.#isSkippingLine) return at;
    const end = bytes.indexOf(newline, at);
    this.#isSkippingLine = end < 0;
    return end < 0 ? bytes.length : end + 1;
  }
}

function framingOf(bytes: Buffer): 'counted' | 'lines' | undefined {
  const { length, start } = readHead(bytes, 0);
  if (Number.isNaN(length)) return 'lines';
  if (length < 0 || start === bytes.length) return undefined;
  return bytes[start] === lessThan ? 'counted' : 'lines';
}

function readHead(bytes: Buffer, at: number): FrameHead {
  let length = 0;
  for (let i = at; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === space && i > at) return { length, start: i + 1 };
    const digit = byte - 0x30;
    if (digit < 0 || digit > 9 || (digit === 0 && i === at) || i - at === maxDigits) return { length: NaN, start: at };
    length = length * 10 + digit;
  }
  return { length: -1, start: at };
}
