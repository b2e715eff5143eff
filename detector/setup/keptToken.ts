import { randomBytes } from 'node:crypto';
import { options } from './configurationOptions.ts';
import { MendableError, messageOf } from '../errors.ts';
import { writeFileAtomically } from '../files/atomicFile.ts';
import { readIfThere } from '../files/readIfThere.ts';

export interface KeptToken {
  readonly token: string;
  /** Where it stands for people to read; null where the environment has it. */
  readonly file: string | null;
}

export interface TokenPlace {
  /** Whose token it is, as a sentence names it. */
  readonly owner: string;
  readonly token: string | null;
  readonly tokenFile: string | null;
  /** Where one is kept that is made. */
  readonly ownFile: string;
}

/** 256 bits, which nobody guesses. */
const tokenBytes = 32;

/** The token that clients have to show: the operator's, or one that is made once and kept. */
export async function loadToken({ owner, token: given, tokenFile, ownFile }: TokenPlace): Promise<KeptToken> {
  if (given !== null) return { token: given, file: null };
  const file = tokenFile ?? ownFile;
  const known = await read(owner, file);
  if (known !== undefined) return { token: known, file };
  if (tokenFile !== null) {
    throw wrong(
      `${owner} token file ${file} is not there. Write a token into it, or leave it out for one that is made.`,
    );
  }
  const token = randomBytes(tokenBytes).toString('base64url');
  await writeFileAtomically(file, `${token}\n`, 0o600);
  return { token, file };
}

async function read(owner: string, file: string): Promise<string | undefined> {
  const text = await readIfThere(file).catch((error: unknown) => {
    throw wrong(`${owner} token file ${file} can't be read: ${messageOf(error)}. Let the detector's user read it.`);
  });
  if (text === undefined) return undefined;
  const reading = options.apiToken.read(text.trim());
  if ('value' in reading) return reading.value;
  throw wrong(`${file} holds no token: one line of 16 or more letters, digits and other visible ASCII characters.`);
}

function wrong(sentence: string): MendableError {
  return new MendableError('token-file-wrong', sentence);
}
