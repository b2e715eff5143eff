import { fstatSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { CommittedPosition } from './filePosition.ts';
import { maxLineBytes } from './lineBlock.ts';
import type { LineSink } from './lineBlock.ts';
import { compareTail, lastBytes } from './tail.ts';
import { endOfCompleteLines, newline } from './completeLines.ts';

/** More than a line may have; reads of 1 MB were measured a quarter slower for the whole way than ones of 64 KB. */
export const readBytes = 131_072;

/** A last line without a newline is taken when nothing has come for so long; less would split a writer's pauses. */
const unendedIdleMs = 5_000;

/** Holes end on a block of the file system, in the middle of a line. */
const blockBytes = 4_096;

/** What the readers of all files have met. */
export interface ReadingCounts {
  truncations: number;
  tooLongLines: number;
  unendedLines: number;
  holeBytes: number;
}

export interface FileReaderContext {
  readonly sink: LineSink;
  readonly now: () => number;
  readonly isCompleteLine: (line: Uint8Array, path: string) => boolean;
  readonly onTooLong: (input: string, lengthBytes: number) => void;
  readonly counts: ReadingCounts;
  /** `readBytes` that all files are read into, one after the other: a buffer for each read would be garbage at once. */
  readonly buffer: Buffer;
}

/** Follows one open file from a position, whatever its name becomes. */
export class FileReader {
  readonly identity: string;
  /** The path that it is registered under; its owner moves it along with a rename. */
  path: string;
  /** Why the last step failed; its owner tries again. */
  problem: string | undefined;
  readonly #handle: FileHandle;
  readonly #context: FileReaderContext;
  #position: number;
  /** What stands before the position; read again with each read, and compared. */
  #tail: Uint8Array;
  #skipping: 'hole' | 'rest-of-line' | 'long-line' | undefined;
  #longLineAt = 0;
  #size = -1;
  #modifiedAtMs = -1;
  #grownAtMs: number;
  #mayHaveMore = true;
  #endRefused = false;

  constructor(
    file: { path: string; identity: string; handle: FileHandle; committed: CommittedPosition | undefined },
    context: FileReaderContext,
  ) {
    this.path = file.path;
    this.identity = file.identity;
    this.#handle = file.handle;
    this.#context = context;
    this.#position = file.committed?.offset ?? 0;
    this.#tail = Buffer.from(file.committed?.tail ?? '', 'base64');
    this.#grownAtMs = context.now();
  }

  get position(): number {
    return this.#position;
  }

  /** Bytes that no push has taken: unread ones, or a last line that waits for its end. */
  get waitingBytes(): number {
    return Math.max(0, this.#size - this.#position);
  }

  /** Nothing is left to read but, maybe, a last line without its end. */
  get isDrained(): boolean {
    return !this.#mayHaveMore && this.#skipping !== 'hole';
  }

  get idleMs(): number {
    return this.#context.now() - this.#grownAtMs;
  }

  /** Reads and pushes at most one block; true when there is more to do at once. */
  async step(): Promise<boolean> {
    const { size, mtimeMs } = fstatSync(this.#handle.fd);
    const isChanged = size !== this.#size || mtimeMs !== this.#modifiedAtMs;
    if (size !== this.#size) this.#grownAtMs = this.#context.now();
    if (isChanged) this.#endRefused = false;
    this.#size = size;
    this.#modifiedAtMs = mtimeMs;
    if (isChanged) this.#mayHaveMore = true;
    if (this.#mayHaveMore) this.#mayHaveMore = await this.#read();
    else if (this.#isEndDue()) await this.#takeUnendedLine();
    return this.#mayHaveMore;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  async #read(): Promise<boolean> {
    const start = this.#position - this.#tail.length;
    const bytes = await this.#bytesAt(start, Math.min(readBytes, this.#size - start));
    const fit = compareTail(bytes, this.#tail);
    const isShort = start + bytes.length < this.#position;
    if (fit === 'other' || (fit === 'same' && isShort)) return this.#startAgain();
    if (fit === 'unended') {
      if (isShort) return false;
      this.#position -= 1;
      this.#tail = this.#tail.subarray(0, -1);
    }
    const from = this.#tail.length;
    const begin = this.#skip(bytes, from);
    this.#moveTo(bytes, from, begin);
    const end = this.#skipping === undefined ? endOfCompleteLines(bytes, begin) : begin;
    if (end > begin) {
      await this.#push(bytes.subarray(begin, end));
      this.#moveTo(bytes, begin, end);
    } else if (this.#skipping === undefined && bytes.length - begin > maxLineBytes) {
      this.#skipping = 'long-line';
      this.#longLineAt = this.#position;
      return true;
    }
    return end > from;
  }

  /** Where reading goes on after a hole, the rest of the line that it cut, or a line that is too long. */
  #skip(bytes: Buffer, from: number): number {
    let at = from;
    if (this.#position === 0 && bytes[at] === 0) this.#skipping = 'hole';
    if (this.#skipping === 'hole') {
      while (at < bytes.length && bytes[at] === 0) at++;
      this.#context.counts.holeBytes += at - from;
      if (at === bytes.length) return at;
      const isOnBlock = (this.#position + at - from) % blockBytes === 0;
      this.#skipping = isOnBlock ? 'rest-of-line' : undefined;
    }
    if (this.#skipping === undefined) return at;
    const found = bytes.indexOf(newline, at);
    if (found < 0) return bytes.length;
    if (this.#skipping === 'long-line') {
      this.#context.counts.tooLongLines++;
      this.#context.onTooLong(this.path, this.#position + found - from - this.#longLineAt);
    }
    this.#skipping = undefined;
    return found + 1;
  }

  #isEndDue(): boolean {
    return this.waitingBytes > 0 && this.#skipping === undefined && !this.#endRefused && this.idleMs >= unendedIdleMs;
  }

  /** The newline that is given to the line is counted in the position; `compareTail` finds out whether it ever came. */
  async #takeUnendedLine(): Promise<void> {
    const line = await this.#bytesAt(this.#position, this.waitingBytes);
    if (!this.#context.isCompleteLine(line, this.path)) {
      this.#endRefused = true;
      return;
    }
    const bytes = Buffer.concat([line, Buffer.of(newline)]);
    await this.#push(bytes);
    this.#context.counts.unendedLines++;
    this.#moveTo(bytes, 0, bytes.length);
  }

  #startAgain(): boolean {
    this.#context.counts.truncations++;
    this.#position = 0;
    this.#tail = new Uint8Array();
    this.#skipping = undefined;
    return true;
  }

  #moveTo(bytes: Uint8Array, from: number, to: number): void {
    if (to === from) return;
    this.#position += to - from;
    this.#tail = lastBytes(bytes, to);
  }

  async #push(bytes: Uint8Array): Promise<void> {
    const { path, identity } = this;
    const position = { path, identity, offset: this.#position };
    await this.#context.sink.push({ bytes, input: path, kind: 'file', position });
  }

  async #bytesAt(offset: number, length: number): Promise<Buffer> {
    const { buffer } = this.#context;
    const { bytesRead } = await this.#handle.read(buffer, 0, Math.max(0, Math.min(length, buffer.length)), offset);
    return buffer.subarray(0, bytesRead);
  }
}
