import type { Configuration } from '../setup/configuration.ts';
import { options } from '../setup/configurationOptions.ts';
import { MendableError, messageOf } from '../errors.ts';
import { readIfThere } from '../files/readIfThere.ts';
import type { Database } from '../store/database.ts';
import { ensureReaderRole, readerRole } from '../store/readerRole.ts';

/** Makes the role that dashboards read with, where a password for it is configured. */
export async function openReader({ reader }: Pick<Configuration, 'reader'>, database: Database): Promise<void> {
  const password = reader.passwordFile === null ? reader.password : await readPassword(reader.passwordFile);
  if (password !== null) await ensureReaderRole(database, { name: readerRole, password });
}

async function readPassword(file: string): Promise<string> {
  const text = await readIfThere(file).catch((error: unknown) => {
    throw wrong(`The password file ${file} can't be read: ${messageOf(error)}. Let the detector's user read it.`);
  });
  if (text === undefined) throw wrong(`The password file ${file} is not there. Write a password into it.`);
  const reading = options.readerPassword.read(text.trim());
  if ('value' in reading) return reading.value;
  throw wrong(`${file} holds no password: one line of 16 or more letters, digits and other visible ASCII characters.`);
}

function wrong(sentence: string): MendableError {
  return new MendableError('reader-password-wrong', sentence);
}
