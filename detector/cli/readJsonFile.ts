import { MendableError, messageOf } from '../errors.ts';
import { readTextFile } from './readTextFile.ts';

/** The document in a JSON file that a person named; `what` says what it is to hold. */
export function readJsonFile(path: string, what: string): unknown {
  const text = readTextFile(path, what);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new MendableError('file-not-json', `The ${what} ${path} is not JSON: ${messageOf(error)}.`, { cause: error });
  }
}
