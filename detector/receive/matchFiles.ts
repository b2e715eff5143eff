import { accessSync, constants, existsSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { dirname, matchesGlob } from 'node:path';
import { messageOf } from '../errors.ts';

/** A host name in a log line can become a file name, so strangers can make files: names beyond this are left out. */
const maxPaths = 20_000;

const globSign = /[*?[{]/;

/** By path or pattern: a sentence that says what is wrong with it. */
export type FileProblems = Map<string, string>;

/** Lists what paths and globs name; a path that exists is taken as it stands, whatever signs it holds. */
export async function matchFiles(patterns: readonly string[], problems: FileProblems): Promise<string[]> {
  const paths = new Set<string>();
  for (const pattern of patterns) {
    if (isPath(pattern)) {
      paths.add(pattern);
      continue;
    }
    checkFolder(pattern, problems);
    try {
      for (const path of await expand(pattern, maxPaths - paths.size, problems)) paths.add(path);
    } catch (error) {
      problems.set(pattern, messageOf(error));
    }
  }
  return [...paths];
}

/** Whether a path is named by a pattern, be there a file or not. */
export function isMatched(path: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => pattern === path || matchesGlob(path, pattern));
}

/** Whether a pattern names one file. */
export function isPath(pattern: string): boolean {
  return !globSign.test(pattern) || existsSync(pattern);
}

async function expand(pattern: string, maxFound: number, problems: FileProblems): Promise<string[]> {
  const found: string[] = [];
  for await (const path of glob(pattern)) {
    if (found.length === maxFound) {
      problems.set(pattern, `More than ${maxPaths} files match; the others are left out. Use narrower patterns.`);
      break;
    }
    found.push(path);
  }
  return found.sort();
}

/** A glob says nothing of a folder that it may not read. */
function checkFolder(pattern: string, problems: FileProblems): void {
  const folder = dirname(pattern.slice(0, pattern.search(globSign)) + '*');
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') problems.set(pattern, messageOf(error));
  }
}
