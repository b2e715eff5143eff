import { execFile } from 'node:child_process';
import { MendableError } from '../errors.ts';

const accountName = 'active-defense';

/** Who the server runs as, as options of `spawn`; empty: as ourselves. PostgreSQL refuses to run as root. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

export interface ProgramResult {
  readonly succeeded: boolean;
  /** Both outputs, or why it could not be started. */
  readonly output: string;
}

/** Without the caller's PG… and LC_… variables, which would change what the server does. */
export const serverEnvironment: NodeJS.ProcessEnv = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Runs a program to its end as that account; never throws. */
export function runAs(account: Account, file: string, args: readonly string[]): Promise<ProgramResult> {
  return new Promise((resolve) => {
    execFile(file, args, { ...account, cwd: '/', env: serverEnvironment }, (error, stdout, stderr) => {
      const said = `${stdout}${stderr}`.trim();
      resolve({ succeeded: error === null, output: said === '' && error !== null ? error.message : said });
    });
  });
}

/** Whether the account may enter a folder or run a file, by all that the kernel knows (modes, ACLs, parents). */
export async function canReach(account: Account, path: string): Promise<boolean> {
  return (await runAs(account, 'test', ['-x', path])).succeeded;
}

/** The unprivileged system account for a server that root starts; made when it is missing. */
export async function systemAccount(): Promise<Account> {
  const known = await lookUp();
  if (known !== undefined) return known;
  const made = await runAs({}, 'useradd', [
    ...['--system', '--user-group', '--no-create-home', '--home-dir', '/var/lib/active-defense'],
    ...['--shell', '/usr/sbin/nologin', accountName],
  ]);
  const account = await lookUp();
  if (account !== undefined) return account;
  throw new MendableError(
    'postgres-account',
    `PostgreSQL refuses to run as root, and the account "${accountName}" could not be made (${made.output}). ` +
      `Make it (useradd --system ${accountName}), start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

async function lookUp(): Promise<Account | undefined> {
  const [user, group] = await Promise.all([runAs({}, 'id', ['-u', accountName]), runAs({}, 'id', ['-g', accountName])]);
  return user.succeeded ? { uid: Number(user.output), gid: Number(group.output) } : undefined;
}
