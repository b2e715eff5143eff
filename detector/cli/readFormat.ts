import { readTextFile } from './readTextFile.ts';

/** A log format as it stands on the command line, or in the file that `@FILE` names. */
export function readFormat(given: string): string {
  return given.startsWith('@') ? readTextFile(given.slice(1), 'format file').trim() : given;
}
