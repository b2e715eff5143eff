import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { messageOf } from '../errors.ts';
import { identityAt } from './fileIdentity.ts';
import type { CommittedPosition } from './filePosition.ts';
import { isMatched, isPath, matchFiles } from './matchFiles.ts';
import type { FileProblems } from './matchFiles.ts';

export interface FoundFile {
  readonly identity: string;
  /** The path that it is registered under. */
  readonly path: string;
  /** Where it is now: elsewhere when it was renamed. */
  readonly location: string;
}

/** Finds the files that patterns name, each once, whatever links lead to it. */
export async function findFiles(patterns: readonly string[], problems: FileProblems): Promise<Map<string, FoundFile>> {
  const found = new Map<string, FoundFile>();
  for (const path of await matchFiles(patterns, problems)) {
    const identity = identify(path, problems);
    if (identity !== undefined && !found.has(identity)) found.set(identity, { identity, path, location: path });
  }
  return found;
}

/**
 * Finds files that were read from and then renamed out of every pattern while nobody looked:
 * their rest is to be read under the path that they had.
 */
export function findRenamedFiles(
  patterns: readonly string[],
  found: ReadonlyMap<string, FoundFile>,
  committed: (identity: string) => CommittedPosition | undefined,
): FoundFile[] {
  const paths = [...patterns.filter(isPath), ...[...found.values()].map((file) => file.path)];
  const renamed: FoundFile[] = [];
  for (const folder of new Set(paths.map((path) => dirname(path)))) {
    for (const name of namesIn(folder)) {
      const location = join(folder, name);
      const identity = identify(location, new Map());
      if (identity === undefined || found.has(identity)) continue;
      const path = committed(identity)?.path;
      if (path !== undefined && isMatched(path, patterns)) renamed.push({ identity, path, location });
    }
  }
  return renamed;
}

/** Undefined where there is no regular file; what else keeps it from being read is a problem. */
function identify(path: string, problems: FileProblems): string | undefined {
  try {
    const identity = identityAt(path);
    if (identity === undefined && path.includes('\uFFFD')) {
      problems.set(path, 'The name is not UTF-8, so the file cannot be opened. Rename it.');
    }
    return identity;
  } catch (error) {
    problems.set(path, messageOf(error));
    return undefined;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
