import { parseEnv } from 'node:util';
import { messageOf } from '../errors.ts';

export interface ConfigurationFile {
  readonly values: Readonly<Record<string, string>>;
  readonly faults: readonly string[];
}

const wellFormed = /^\s*(?:#.*|(?:export\s+)?[\w.-]+\s*=.*)?$/;
const hashBehindUnquoted = /=\s*[^\s'"`#][^#]*#/;

/** Reads lines NAME=VALUE, and names those that would be passed over or cut in silence. */
export function readConfigurationFile(path: string, readFile: (path: string) => string): ConfigurationFile {
  let text: string;
  try {
    text = readFile(path);
  } catch (error) {
    const fault = `ACTIVE_DEFENSE_CONFIG names ${path}, which can't be read (${messageOf(error)}): name a file that this user may read, or leave the variable out.`;
    return { values: {}, faults: [fault] };
  }
  const faults = text.split(/\r?\n/).flatMap((line, index) => {
    const where = `Line ${index + 1} of ${path}`;
    if (!wellFormed.test(line)) return [`${where} is not NAME=VALUE: write it so, or start it with # as a comment.`];
    if (!hashBehindUnquoted.test(line) || /^\s*#/.test(line)) return [];
    return [
      `${where} has a # behind the beginning of its value, which would cut the value there: put the value in quotes, and a comment on a line of its own.`,
    ];
  });
  const values = Object.entries(parseEnv(text)).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { values: Object.fromEntries(values), faults };
}
