import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { link, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from '../files/readIfThere.ts';
import { MendableError } from '../errors.ts';

const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;
const cipher = 'aes-256-gcm';

/** Where the key stands: beside the database, not in it. */
export function secretKeyFile(dataDir: string): string {
  return join(dataDir, 'secret-key');
}

/** Seals a text with the key of this data folder, which is made when there is none. */
export async function sealSecret(dataDir: string, text: string): Promise<Buffer> {
  const path = secretKeyFile(dataDir);
  const key = (await readKey(path)) ?? (await makeKey(path));
  if (key.length !== keyBytes) {
    throw new MendableError(
      'secret-key-damaged',
      `The key ${path} is damaged: put it back from a backup, or remove it, and enter the password again.`,
    );
  }
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, key, iv);
  const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return Buffer.concat([iv, sealing.getAuthTag(), sealed]);
}

/** The text again; throws a `MendableError` when the key that sealed it is gone. */
export async function openSecret(dataDir: string, box: Buffer): Promise<string> {
  const path = secretKeyFile(dataDir);
  const key = await readKey(path);
  try {
    if (key === undefined) throw new Error('no key');
    const opening = createDecipheriv(cipher, key, box.subarray(0, ivBytes));
    opening.setAuthTag(box.subarray(ivBytes, ivBytes + tagBytes));
    return opening.update(box.subarray(ivBytes + tagBytes), undefined, 'utf8') + opening.final('utf8');
  } catch (cause) {
    throw new MendableError(
      'mail-password-lost',
      `The password of the mail server can't be read: the key ${path} is ${key === undefined ? 'missing' : 'another one'}. Enter the password again, or put the key back from a backup.`,
      { cause },
    );
  }
}

/** Undefined when there is none. */
async function readKey(path: string): Promise<Buffer | undefined> {
  const text = await readIfThere(path);
  return text === undefined ? undefined : Buffer.from(text.trim(), 'base64');
}

/** Two processes may come here at once: the one that is later takes the first one's key. */
async function makeKey(path: string): Promise<Buffer> {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.new`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${randomBytes(keyBytes).toString('base64')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(draft, path).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  const key = await readKey(path);
  if (key === undefined) throw new Error(`${path} went away as it was made`);
  return key;
}
