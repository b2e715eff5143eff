import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Configuration } from '../configuration.ts';
import { options } from '../configurationOptions.ts';
import { MendableError, messageOf } from '../errors.ts';
import { writeFileAtomically } from '../publish/atomicFile.ts';
import { readIfThere } from '../publish/readIfThere.ts';

export interface ApiToken {
  readonly token: string;
  /** Where it stands for people to read; null where the environment has it. */
  readonly file: string | null;
  /** It was made at this start. */
  readonly isNew: boolean;
}

/** 256 bits, which nobody guesses. */
const tokenBytes = 32;

/** The token that Grafana has to show: the operator's, or one that is made once and kept in the data folder. */
export async function loadApiToken({ api, dataDir }: Pick<Configuration, 'api' | 'dataDir'>): Promise<ApiToken> {
  if (api.token !== null) return { token: api.token, file: null, isNew: false };
  const file = api.tokenFile ?? join(dataDir, 'api-token');
  const known = await read(file);
  if (known !== undefined) return { token: known, file, isNew: false };
  if (api.tokenFile !== null) {
    throw wrong(
      `The API's token file ${file} is not there. Write a token into it, or leave it out for one that is made.`,
    );
  }
  const token = randomBytes(tokenBytes).toString('base64url');
  await writeFileAtomically(file, `${token}\n`, 0o600);
  return { token, file, isNew: true };
}

async function read(file: string): Promise<string | undefined> {
  const text = await readIfThere(file).catch((error: unknown) => {
    throw wrong(`The API's token file ${file} can't be read: ${messageOf(error)}. Let the detector's user read it.`);
  });
  if (text === undefined) return undefined;
  const reading = options.apiToken.read(text.trim());
  if ('value' in reading) return reading.value;
  throw wrong(`${file} holds no token: one line of 16 or more letters, digits and other visible ASCII characters.`);
}

function wrong(sentence: string): MendableError {
  return new MendableError('api-token-wrong', sentence);
}
