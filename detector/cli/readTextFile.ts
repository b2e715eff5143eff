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

/** The document in a JSON file that a person named. */
export function readJsonFile(path: string, what: string): unknown {
  const text = readTextFile(path, what);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new MendableError('file-not-json', `The ${what} ${path} is not JSON: ${messageOf(error)}.`, { cause: error });
  }
}

/** A log format as it stands on the command line, or in the file that `@FILE` names. */
export function readFormat(given: string): string {
  return given.startsWith('@') ? readTextFile(given.slice(1), 'format file').trim() : given;
}
