import { randomBytes } from 'node:crypto';
import { access, readFile, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { MendableError } from '../errors.ts';
import { writeFileAtomically } from '../files/atomicFile.ts';
import { runAs } from './embeddedAccount.ts';
import type { Binaries } from './embeddedBinaries.ts';
import type { Place } from './embeddedPlace.ts';

export const serverUser = 'active_defense';

/** How to reach the server; kept beside its data, readable by its owner only. */
export interface ServerAddress {
  readonly port: number;
  readonly password: string;
}

export const clusterOf = ({ folder }: Place): string => join(folder, 'cluster');
const addressFileOf = ({ folder }: Place): string => join(folder, 'connection.json');

/** Makes the database files where there are none yet; one that was broken off is made anew. */
export async function makeCluster(place: Place, binaries: Binaries, durable: boolean): Promise<void> {
  if (await exists(join(clusterOf(place), 'PG_VERSION'))) return;
  const unfinished = `${clusterOf(place)}.new`;
  const passwordFile = join(place.folder, 'password.new');
  await rm(unfinished, { recursive: true, force: true });
  const address: ServerAddress = { port: await freePort(), password: randomBytes(24).toString('base64url') };
  try {
    await writeFileAtomically(passwordFile, address.password, 0o600, place.account);
    const made = await runAs(place.account, binaries.initdb, [
      ...['--pgdata', unfinished, '--username', serverUser, '--pwfile', passwordFile],
      ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C'],
      ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--no-instructions'],
      ...(durable ? [] : ['--no-sync']),
    ]);
    if (!made.succeeded) throw failedToMake(place, made.output);
    await saveServerAddress(place, address);
    await rename(unfinished, clusterOf(place));
  } finally {
    await rm(unfinished, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
  }
}

/** The port and password that the server listens with. */
export async function readServerAddress(place: Place): Promise<ServerAddress> {
  try {
    return JSON.parse(await readFile(addressFileOf(place), 'utf8')) as ServerAddress;
  } catch (cause) {
    throw new MendableError(
      'postgres-connection-file',
      `${addressFileOf(place)} is missing or damaged, so the embedded PostgreSQL can't be reached. Restore it from a backup together with ${clusterOf(place)}.`,
      { cause },
    );
  }
}

/** The listener with its port, or with a free one when something else listens there. */
export async function chooseServerAddress(place: Place): Promise<ServerAddress> {
  const address = await readServerAddress(place);
  if ((await freePort(address.port).catch(() => 0)) === address.port) return address;
  const moved = { ...address, port: await freePort() };
  await saveServerAddress(place, moved);
  return moved;
}

/** Writes the whole `postgresql.conf`; `local.conf` beside it is read last and is the operator's. */
export async function writeSettings(place: Place, port: number, durable: boolean): Promise<void> {
  const memoryBytes = Math.min(totalmem(), process.constrainedMemory() || Infinity);
  const sharedMb = Math.max(32, Math.min(256, Math.floor(memoryBytes / 8 / 2 ** 20)));
  const settings = [
    `listen_addresses = '127.0.0.1'`,
    `port = ${port}`,
    `unix_socket_directories = ''`,
    `max_connections = 50`,
    `password_encryption = scram-sha-256`,
    `shared_buffers = ${sharedMb}MB`,
    `max_wal_size = 4GB`,
    `checkpoint_timeout = 15min`,
    `wal_compression = off`,
    `jit = off`,
    `max_locks_per_transaction = 256`,
    `timezone = 'UTC'`,
    `log_timezone = 'UTC'`,
    `log_line_prefix = '%m [%p] '`,
    `log_checkpoints = off`,
    // Statements contain text that strangers wrote, so they are not logged.
    `log_min_error_statement = panic`,
    ...(durable ? [] : ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off']),
    `include_if_exists = 'local.conf'`,
  ];
  const text = `# Written at each start; put your own settings into local.conf.\n${settings.join('\n')}\n`;
  await writeFileAtomically(join(clusterOf(place), 'postgresql.conf'), text, 0o600, place.account);
}

async function saveServerAddress(place: Place, address: ServerAddress): Promise<void> {
  await writeFileAtomically(addressFileOf(place), `${JSON.stringify(address)}\n`, 0o600, place.account);
}

/** Resolves with a free port on loopback, or with the one asked for; rejects when that one is taken. */
function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function failedToMake({ folder }: Place, output: string): MendableError {
  const faults = [...output.matchAll(/(?:FATAL|PANIC|error): +(.+)/g)].map(([, fault]) => fault);
  return new MendableError(
    'postgres-initdb',
    `PostgreSQL could not make its files in ${folder}: ${faults.length > 0 ? faults.join('; ') : output.slice(-500)}. ` +
      'Free space or mend the permissions there and start again, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
