import { createHash } from 'node:crypto';
import { access, chown, constants, mkdtemp, readdir, realpath, rmdir, stat, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { MendableError, messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { canReach, systemAccount } from './embeddedAccount.ts';
import type { Account } from './embeddedAccount.ts';
import { makeFolders } from './makeFolders.ts';

/** Where a server's data lies, and who it runs as. */
export interface Place {
  readonly folder: string;
  readonly account: Account;
}

/** Makes the data folder if need be. */
export async function makeDataFolder(dataDir: string): Promise<void> {
  try {
    await makeFolders(dataDir);
    if (!(await stat(dataDir)).isDirectory()) throw new Error('it is a file');
    // Root may do everything by the modes, and can't write below /proc or on a read-only file system all the same.
    await rmdir(await mkdtemp(join(dataDir, '.trial-')));
  } catch (cause) {
    throw unwritable(dataDir, cause);
  }
}

/**
 * Finds or makes the folder `<dataDir>/postgres`. Where root's server account can't enter `dataDir`, that is
 * a symbolic link to a folder below `elsewhere`, so that the data is found there again whatever the modes say later.
 */
export async function placeCluster(dataDir: string, elsewhere: string, log: Logger): Promise<Place> {
  const folder = join(resolve(dataDir), 'postgres');
  try {
    const existing = await realpath(folder).catch(() => undefined);
    if (process.geteuid?.() !== 0) {
      await makeFolders(folder, 0o700);
      await access(folder, constants.W_OK | constants.X_OK);
      return { folder: await realpath(folder), account: {} };
    }
    if (existing !== undefined) {
      const owner = await ownerOf(existing);
      if (owner !== undefined) return { folder: existing, account: owner };
      const account = await systemAccount();
      // An empty folder is left over from an interrupted start; a full one belongs to somebody else, and the server will say so.
      if ((await readdir(existing)).length === 0) await give(existing, account);
      return { folder: existing, account };
    }
    const account = await systemAccount();
    if (await canReach(account, resolve(dataDir))) {
      await makeFolders(folder, 0o700);
      await give(folder, account);
      return { folder: await realpath(folder), account };
    }
    return { folder: await placeElsewhere(folder, elsewhere, account, log), account };
  } catch (cause) {
    throw cause instanceof MendableError ? cause : unwritable(folder, cause);
  }
}

async function placeElsewhere(link: string, elsewhere: string, account: Account, log: Logger): Promise<string> {
  const name = createHash('sha256').update(link).digest('hex').slice(0, 12);
  await makeFolders(elsewhere, 0o755);
  const folder = join(await realpath(elsewhere), `data-${name}`);
  await makeFolders(folder, 0o700);
  await give(folder, account);
  await symlink(folder, link);
  log.warn({ link, folder }, 'the account of PostgreSQL cannot enter the data folder: its data lies elsewhere, linked');
  return folder;
}

async function ownerOf(folder: string): Promise<Account | undefined> {
  const { uid, gid } = await stat(folder);
  return uid === 0 ? undefined : { uid, gid };
}

async function give(folder: string, { uid, gid }: Account): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid);
}

function unwritable(folder: string, cause: unknown): MendableError {
  return new MendableError(
    'data-folder',
    `The data folder ${folder} can't be made or written (${messageOf(cause)}). Give this user the right to, or set ACTIVE_DEFENSE_DATA_DIR to another folder.`,
    { cause },
  );
}
