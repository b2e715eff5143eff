import { recordSeparator } from '../model/recordSeparator.ts';
import { findFrame, needsMore, readFrameHead, skipEndings } from './frameHead.ts';
import { GrowingBuffer } from './growingBuffer.ts';
import { maxLineBytes } from './lineBlock.ts';
import { dropRecordSeparators, writeMessageLine } from './messageLine.ts';
import { newline } from './completeLines.ts';

const nothing = Buffer.alloc(0);

/** What the framers of all connections have met. */
export interface FramingCounts {
  messages: number;
  /** Longer than 64 KiB. */
  tooLong: number;
  /** Wrong octet counts: something else stood where one was expected, or one was beyond all bounds. */
  badFrames: number;
  /** Ended by the connection's end before their own. */
  cut: number;
}

/** A count of octets beyond this is no message's; so much is searched for the next frame before the connection is ended. */
const maxSkippedBytes = 1_048_576;

/** The same of a line, whose newline may be far. */
const maxSkippedLineBytes = 268_435_456;

/** A header with time and host has as many. */
const headerBytes = 32;

/** Of a message this much is enough to know whose it is. */
const beginningBytes = 256;

/**
 * Cuts one connection's bytes into messages (RFC 6587). The first message tells the framing for good, so that nothing inside
 * a later one can change it: octet-counted when it starts with a number, a space and `<`, else one message a line. Where an
 * octet count was wrong, the next frame is looked for, and a line that ends with `recordSeparator` tells of the loss: the
 * beginning of the message at which it happened.
 */
export class Framer {
  readonly #counts: FramingCounts;
  readonly #rest = new GrowingBuffer();
  #framing: 'counted' | 'lines' | undefined;
  #skipBytes = 0;
  #isSkippingLine = false;
  #isLost = false;
  #isEverLost = false;
  /** Of the line that is skipped, or since the framing was lost. */
  #skippedBytes = 0;
  #beginning: Buffer = nothing;

  constructor(counts: FramingCounts) {
    this.#counts = counts;
  }

  /** The messages that are complete by now, one a line; empty when none is. Throws when none ends within 1 MiB of frames, 256 MiB of lines. */
  take(chunk: Buffer): Buffer {
    const bytes = this.#rest.append(chunk);
    this.#framing ??= framingOf(bytes);
    if (this.#framing === undefined) {
      this.#rest.keep(bytes, 0);
      return nothing;
    }
    const [taken, lines] = this.#framing === 'lines' ? this.#takeLines(bytes) : this.#takeFrames(bytes);
    this.#skippedBytes = this.#isLost || this.#isSkippingLine ? this.#skippedBytes + taken : 0;
    const most = this.#framing === 'lines' ? maxSkippedLineBytes : maxSkippedBytes;
    if (this.#skippedBytes > most + chunk.length) throw new Error('no message ended for too long');
    this.#rest.keep(bytes, taken);
    return lines;
  }

  /** What is left when a sender ends the connection in order: a last line needs no newline, a frame needs its length. */
  end(): Buffer {
    if (this.#framing !== 'counted') return this.#rest.length > 0 ? this.take(Buffer.of(newline)) : nothing;
    const bytes = this.#rest.append(nothing);
    const [taken, lines] = this.#takeFrames(bytes, true);
    this.#rest.keep(bytes, taken);
    const isCut = this.#isCut;
    const { length, start } = readFrameHead(bytes, taken);
    if (isCut && length > 0) this.#keepBeginning(bytes, start, bytes.length);
    this.cut();
    return isCut ? Buffer.concat([lines, lossLine(this.#beginning)]) : lines;
  }

  /** Drops what is left when a connection breaks. */
  cut(): void {
    if (this.#isCut) this.#counts.cut++;
    this.#rest.keep(nothing, 0);
    this.#skipBytes = 0;
  }

  /** An octet count was wrong. */
  get isEverLost(): boolean {
    return this.#isEverLost;
  }

  /** What is searched for a frame has been counted as lost. */
  get #isCut(): boolean {
    return !this.#isLost && (this.#rest.length > 0 || this.#skipBytes > 0);
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
    const taken = lines.subarray(0, written);
    dropRecordSeparators(taken);
    return [at, taken];
  }

  #takeFrames(bytes: Buffer, isEnd = false): [taken: number, lines: Buffer] {
    const losses: Buffer[] = [];
    let lines = nothing;
    let at = 0;
    let written = 0;
    while (at < bytes.length) {
      const before = at;
      at = this.#isLost ? this.#searchFrame(bytes, at, isEnd) : skipEndings(bytes, this.#restOfFrame(bytes, at));
      if (this.#isLost) break;
      const { length, start } = readFrameHead(bytes, at);
      if (Number.isNaN(length) || length > maxSkippedBytes) {
        this.#counts.badFrames++;
        this.#isLost = this.#isEverLost = true;
        if (length > 0) this.#keepBeginning(bytes, start, bytes.length);
        at = start;
        losses.push(lossLine(this.#beginning));
      } else if (length > maxLineBytes) {
        this.#counts.tooLong++;
        this.#skipBytes = length;
        this.#keepBeginning(bytes, start, bytes.length);
        at = start;
      } else if (length >= 0 && start + length <= bytes.length) {
        if (written === 0) lines = Buffer.allocUnsafeSlow(bytes.length + 1);
        written = writeMessageLine(bytes.subarray(start, start + length), lines, written);
        this.#counts.messages++;
        at = start + length;
        // A frame that was cut short by a wrong count tells nothing.
        if (length >= headerBytes) this.#keepBeginning(bytes, start, at);
      } else if (at === before) break;
    }
    const taken = lines.subarray(0, written);
    return [at, losses.length === 0 ? taken : Buffer.concat([taken, ...losses])];
  }

  #keepBeginning(bytes: Buffer, start: number, end: number): void {
    this.#beginning = Buffer.from(bytes.subarray(start, Math.min(end, start + beginningBytes)));
  }

  /** Goes on to the next frame, if there is one for sure, or to where one may start. */
  #searchFrame(bytes: Buffer, at: number, isEnd: boolean): number {
    const [start, isSure] = findFrame(bytes, at, isEnd);
    this.#isLost = !isSure;
    return start;
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
  const { length } = readFrameHead(bytes, 0);
  if (length === needsMore) return undefined;
  return Number.isNaN(length) ? 'lines' : 'counted';
}

/** Tells of a loss; no message's line ends so. */
function lossLine(beginning: Buffer): Buffer {
  const line = Buffer.alloc(beginning.length + 2);
  const end = writeMessageLine(beginning, line, 0);
  const at = Math.max(0, end - 1);
  line[at] = recordSeparator;
  line[at + 1] = newline;
  return line.subarray(0, at + 2);
}
