import { setTimeout as wait } from 'node:timers/promises';
import { messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { CommittedPosition } from './filePosition.ts';
import { readBytes } from './fileReader.ts';
import type { ReadingCounts } from './fileReader.ts';
import { FileSet } from './fileSet.ts';
import type { LineSink } from './lineBlock.ts';

/** A scan may take this share of the time: folders that strangers fill are then looked at less often. */
const scanShare = 0.05;

export interface FollowFilesOptions {
  /** Paths and globs; read anew at every scan. */
  readonly patterns: () => readonly string[];
  /** Where a file's stored lines end by now, asked when a file is opened; undefined when nothing was stored of it. */
  readonly committed: (identity: string) => CommittedPosition | undefined;
  readonly sink: LineSink;
  readonly log: Logger;
  /** Whether a file's last line that lacks its newline is whole all the same. */
  readonly isCompleteLine: (line: Uint8Array, path: string) => boolean;
  readonly onTooLong: (input: string, lengthBytes: number) => void;
  /** A clock in ms that never goes back. */
  readonly now?: () => number;
  readonly pollMs?: number;
  /** Each followed file costs a descriptor and a look at every poll. */
  readonly maxFiles?: number;
}

export interface FollowStats extends ReadingCounts {
  readonly files: readonly { path: string; identity: string; position: number; waitingBytes: number }[];
  /** Files that match but are not followed, because `maxFiles` are. */
  readonly skipped: number;
  /** By path or pattern: why a file is not read. */
  readonly problems: Readonly<Record<string, string>>;
}

export interface FollowedFiles {
  stats(): FollowStats;
  /** Resolves when the push under way has settled; a sink that is stopped must reject it. */
  close(): Promise<void>;
}

/** Follows log files live, each from its committed position or its start, turn by turn. */
export function followFiles(options: FollowFilesOptions): FollowedFiles {
  const {
    pollMs = 200,
    maxFiles = 1_000,
    now = () => performance.now(),
    log,
    sink,
    isCompleteLine,
    onTooLong,
  } = options;
  const { patterns, committed } = options;
  const counts: ReadingCounts = { truncations: 0, tooLongLines: 0, unendedLines: 0, holeBytes: 0 };
  const set = new FileSet({
    patterns,
    committed,
    maxFiles,
    log,
    reader: { sink, now, isCompleteLine, onTooLong, counts, buffer: Buffer.allocUnsafeSlow(readBytes) },
  });
  const stop = new AbortController();

  const isStopped = (): boolean => stop.signal.aborted;

  /** True when some file has more to be read at once. */
  async function readAll(): Promise<boolean> {
    let hasMore = false;
    for (const reader of set.readers.values()) {
      if (isStopped()) return false;
      try {
        if (await reader.step()) hasMore = true;
        reader.problem = undefined;
      } catch (error) {
        const { path, problem } = reader;
        reader.problem = messageOf(error);
        if (reader.problem !== problem) log.error({ path, problem: reader.problem }, 'log file not read');
      }
    }
    return hasMore;
  }

  async function run(): Promise<void> {
    let nextScanAt = -Infinity;
    while (!isStopped()) {
      const startedAt = now();
      if (startedAt >= nextScanAt) {
        await set.scan();
        nextScanAt = startedAt + Math.max(pollMs, (now() - startedAt) / scanShare);
      }
      if (!(await readAll())) await wait(pollMs, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  }

  const running = run();

  return {
    stats() {
      const files = [...set.readers.values()];
      const faulty = files.flatMap(({ path, problem }) => (problem === undefined ? [] : [[path, problem] as const]));
      return {
        ...counts,
        skipped: set.skipped,
        files: files.map(({ path, identity, position, waitingBytes }) => ({ path, identity, position, waitingBytes })),
        problems: Object.fromEntries([...set.problems, ...faulty]),
      };
    },
    async close() {
      stop.abort();
      await running;
      await set.close();
    },
  };
}
