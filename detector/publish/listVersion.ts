import { createHash } from 'node:crypto';

/** One published state of the list. */
export interface ListVersion {
  /** Addresses and CIDR ranges in the order in which they are published. */
  readonly entries: readonly string[];
  /** What a firewall downloads: one entry a line, each ended by a newline. */
  readonly text: string;
  /** When these entries were first published, ms since 1970. */
  readonly madeAtMs: number;
  /** Strong entity tag with its quotes; the same entries have the same one on every server. */
  readonly etag: string;
  /** The database whose blocks these are. */
  readonly databaseId: string;
}

export function buildListVersion(entries: readonly string[], madeAtMs: number, databaseId: string): ListVersion {
  const text = entries.map((entry) => `${entry}\n`).join('');
  const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"`;
  return { entries, text, madeAtMs, etag, databaseId };
}
