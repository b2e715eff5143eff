import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { CommittedPosition } from './filePosition.ts';
import { freeableBytes, punchHole } from './punchHole.ts';

/** Space is given back in pieces of this size: smaller ones start more processes, larger ones keep more of the disk. */
const maxStepBytes = 16_777_216;

/** No piece is smaller, however small the file system. */
const minStepBytes = 131_072;

/** What all files together may keep of their file system is this share of it. */
const keptShare = 0.125;

/** Files remembered at once; a forgotten one is only punched once more from its start. */
const maxFiles = 2_000;

export interface SpaceStats {
  /** By path: why its space cannot be given back, and what to do. */
  readonly problems: Readonly<Record<string, string>>;
}

export interface SpaceGiver {
  /** To be called after each commit; returns at once. */
  committed(identity: string, position: CommittedPosition): void;
  stats(): SpaceStats;
  /** Resolves when the work under way is done. */
  close(): Promise<void>;
}

interface SpaceOptions {
  readonly log: Logger;
  /** The size of the file system that holds a folder, in bytes. */
  readonly fileSystemBytes?: (folder: string) => Promise<number>;
}

/** Gives the space of consumed log lines back to the file system, file by file, while their writers go on. */
export function reclaimSpace({ log, fileSystemBytes = sizeOfFileSystem }: SpaceOptions): SpaceGiver {
  const freed = new Map<string, number>();
  const problems = new Map<string, string>();
  const waiting = new Map<string, CommittedPosition>();
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    for (const [identity, position] of waiting) {
      waiting.delete(identity);
      await free(identity, position);
    }
    working = undefined;
  }

  async function free(identity: string, position: CommittedPosition): Promise<void> {
    const { path, offset } = position;
    const length = freeableBytes(offset);
    try {
      if (length - (freed.get(identity) ?? 0) < (await stepBytes(path))) return;
      remember(identity, length);
      await punchHole(identity, position);
      problems.delete(path);
    } catch (error) {
      const problem = `Its consumed part stays on the disk: ${mendingOf(error)}`;
      if (!problems.has(path)) log.warn({ path, problem }, 'log file keeps its space');
      problems.set(path, problem);
    }
  }

  async function stepBytes(path: string): Promise<number> {
    const share = ((await fileSystemBytes(dirname(path))) * keptShare) / freed.size;
    return Math.min(maxStepBytes, Math.max(minStepBytes, share));
  }

  function remember(identity: string, length: number): void {
    freed.delete(identity);
    freed.set(identity, length);
    for (const oldest of freed.keys()) {
      if (freed.size <= maxFiles) break;
      freed.delete(oldest);
    }
  }

  return {
    committed(identity, position) {
      const known = freed.get(identity);
      const length = freeableBytes(position.offset);
      if (known === undefined) remember(identity, 0);
      else if (length < known) remember(identity, length);
      if (length - (freed.get(identity) ?? 0) < minStepBytes) return;
      waiting.set(identity, position);
      working ??= work();
    },
    stats: () => ({ problems: Object.fromEntries(problems) }),
    async close() {
      await working;
    },
  };
}

async function sizeOfFileSystem(folder: string): Promise<number> {
  const { blocks, bsize } = await statfs(folder);
  return blocks * bsize;
}

function mendingOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'the program fallocate is missing. Install util-linux.';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return 'the detector may not write to it. Give its user write access (see docs/decisions/0002), or let logrotate remove old files.';
  }
  return `${messageOf(error)}. On a file system that cannot punch holes, let logrotate remove old files.`;
}
