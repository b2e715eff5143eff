import { readFileSync } from 'node:fs';
import { MendableError, messageOf } from '../errors.ts';

/** The text of a file that a person named; `what` says what it is to hold. */
export function readTextFile(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const message = `The ${what} ${path} can't be read (${messageOf(error)}): name a file that this user may read.`;
    throw new MendableError('file-unreadable', message, { cause: error });
  }
}
