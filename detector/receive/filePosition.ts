/** Where a block stands in a log file. */
export interface FilePosition {
  /** The path that the file is registered under; after a rename still the former one unless a pattern matches the new. */
  readonly path: string;
  /** Stays with the file when it is renamed; see `identityOf`. */
  readonly identity: string;
  /**
   * Offset of the block's first byte: where the file's last block ended, unless the file was truncated (0), or the last
   * line was taken before its newline and went on without one (one less).
   */
  readonly offset: number;
}

/** Up to where a file's lines are stored, as committed with them. */
export interface CommittedPosition {
  readonly path: string;
  /** Offset after the last stored line. */
  readonly offset: number;
  /** What stood before the offset; see `tailOf`. */
  readonly tail: string;
}
