import type { FilePosition } from './filePosition.ts';

/** A line whose text is longer than this, in bytes without its newline, is skipped and counted, never held in memory. */
export const maxLineBytes = 65_536;

/** Whole lines as they came in, each ended by a newline. The bytes are the sink's until its `push` has settled. */
export interface LineBlock {
  readonly bytes: Uint8Array;
  /** The file's path, or the sender's address. */
  readonly input: string;
  readonly kind: 'file' | 'syslog' | 'push';
  readonly position?: FilePosition;
  readonly sender?: string;
  /** The host name that a client names beside its lines. */
  readonly host?: string;
}

/** Takes what receivers bring. */
export interface LineSink {
  /**
   * Resolves when there is space for more: until then no file, or not that connection, is read on.
   * Rejects when the block was not taken: a file's is then offered again, a connection is ended, a datagram is counted as dropped.
   */
  push(block: LineBlock): Promise<void>;
}
