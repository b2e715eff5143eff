import { stat } from 'node:fs/promises';
import { isPath, matchFiles } from '../../receive/matchFiles.ts';
import type { FileProblems } from '../../receive/matchFiles.ts';

/** Those of a device's paths and globs that name no file now, as far as this user can tell. */
export async function absentFiles(patterns: readonly string[]): Promise<string[]> {
  const absent: string[] = [];
  for (const pattern of patterns) if (await isAbsent(pattern)) absent.push(pattern);
  return absent;
}

async function isAbsent(pattern: string): Promise<boolean> {
  if (!isPath(pattern)) {
    const problems: FileProblems = new Map();
    const found = await matchFiles([pattern], problems);
    return found.length === 0 && problems.size === 0;
  }
  try {
    await stat(pattern);
    return false;
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}
