import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseError } from 'pg';
import { MendableError, messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { locateBinaries } from './embeddedBinaries.ts';
import type { Binaries } from './embeddedBinaries.ts';
import { clusterOf, makeCluster, chooseServerAddress, readServerAddress, writeSettings } from './embeddedCluster.ts';
import type { ServerAddress } from './embeddedCluster.ts';
import { connect, connectionString, countOthers, makeDatabase } from './embeddedConnection.ts';
import type { Connection } from './embeddedConnection.ts';
import { withLock } from './embeddedLock.ts';
import { makeDataFolder, placeCluster } from './embeddedPlace.ts';
import type { Place } from './embeddedPlace.ts';
import {
  boundLog,
  endPostmaster,
  findPostmaster,
  isPostmaster,
  logLength,
  readLogFrom,
  spawnPostmaster,
} from './embeddedPostmaster.ts';

const lockWaitSeconds = 300;
const pollMs = 50;

export interface EmbeddedPostgres {
  readonly connectionString: string;
  /** Whether it was running already: another detector's, or one that a killed detector left. */
  readonly adopted: boolean;
  /** Starts the server again when it died; for after a lost connection. */
  ensureRunning(): Promise<void>;
  /** Ends the server unless others are connected; close your own connections first. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The server's files stay in `<dataDir>/postgres`. */
  readonly dataDir: string;
  readonly log: Logger;
  /** Where root's server account finds programs and data that lie where it can't enter. */
  readonly elsewhere?: string;
  /** False gives up safety for speed: for tests. */
  readonly durable?: boolean;
}

interface Server {
  readonly pid: number;
  readonly address: ServerAddress;
  readonly adopted: boolean;
}

/** Starts the project's own PostgreSQL on loopback, or adopts the one that already serves this folder. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log, elsewhere = '/var/lib/active-defense', durable = true } = options;
  await makeDataFolder(dataDir);
  const alone = <T>(task: () => Promise<T>): Promise<T> =>
    withLock(join(resolve(dataDir), 'postgres.lock'), lockWaitSeconds, task);

  const { place, binaries, server, keeper } = await alone(async () => {
    const place = await placeCluster(dataDir, elsewhere, log);
    const binaries = await locateBinaries(place.account, elsewhere, log);
    await makeCluster(place, binaries, durable);
    const server = await findOrStart(place, binaries, durable);
    const keeper = await connect(server.address);
    await makeDatabase(keeper.client);
    return { place, binaries, server, keeper };
  });
  log.info({ folder: place.folder, port: server.address.port, adopted: server.adopted }, 'PostgreSQL is running');

  // An idle connection shows other processes that the server is in use, and shows us when it is lost.
  let kept: Connection | undefined;
  const keep = (connection: Connection): void => {
    kept = connection;
    connection.socket.unref();
    connection.client.once('end', () => (kept = kept === connection ? undefined : kept));
  };
  keep(keeper);
  const bounding = setInterval(() => void boundLog(place).catch(() => undefined), 60_000);
  bounding.unref();
  let stopped = false;

  return {
    connectionString: connectionString(server.address),
    adopted: server.adopted,
    ensureRunning: async () => {
      if (stopped || (kept !== undefined && (await findPostmaster(place)) !== undefined)) return;
      await alone(async () => {
        const again = await findOrStart(place, binaries, durable);
        if (again.address.port !== server.address.port) throw movedAway(server.address.port);
        keep(await connect(again.address));
      });
    },
    stop: async () => {
      if (stopped) return;
      stopped = true;
      clearInterval(bounding);
      await alone(async () => {
        await kept?.client.end().catch(() => undefined);
        const pid = await findPostmaster(place);
        if (pid === undefined) return;
        const others = await countOthers(await readServerAddress(place));
        if (others === 0) await endPostmaster(place, pid);
        else log.info({ others }, 'PostgreSQL goes on running: others are connected');
      });
    },
  };
}

async function findOrStart(place: Place, binaries: Binaries, durable: boolean): Promise<Server> {
  const deadline = performance.now() + 20_000;
  while (true) {
    const running = await findPostmaster(place);
    const logStart = await logLength(place);
    const address = running === undefined ? await chooseServerAddress(place) : await readServerAddress(place);
    if (running === undefined) await writeSettings(place, address.port, durable);
    const pid = running ?? (await spawnPostmaster(place, binaries));
    if (await becomesReady(place, pid, address)) return { pid, address, adopted: running !== undefined };
    const said = await readLogFrom(place, logStart);
    // Either the port was taken meanwhile, or a killed server's children still run, or the adopted server was stopping.
    const passing = running !== undefined || /Address already in use|is still in use/.test(said);
    if (!passing || performance.now() > deadline) throw failedToStart(place, said);
    await delay(pollMs);
  }
}

/** Waits through recovery, however long it takes; false when the server ended instead. */
async function becomesReady(place: Place, pid: number, address: ServerAddress): Promise<boolean> {
  while (true) {
    try {
      await (await connect(address)).client.end();
      return true;
    } catch (error) {
      if (!(await isPostmaster(place, pid))) return false;
      const startingUp = error instanceof DatabaseError ? error.code === '57P03' : true;
      if (!startingUp) throw refusedUs(place, error);
    }
    await delay(pollMs);
  }
}

function failedToStart(place: Place, said: string): MendableError {
  return new MendableError(
    'postgres-start',
    `PostgreSQL did not start on ${clusterOf(place)}: ${said === '' ? 'it ended without a word.' : said.slice(-1000)} ` +
      'Mend that and start again, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

function refusedUs(place: Place, cause: unknown): MendableError {
  return new MendableError(
    'postgres-refused',
    `The PostgreSQL that runs on ${clusterOf(place)} refused us (${messageOf(cause)}). Restore connection.json beside it, or free a connection, and start again.`,
    { cause },
  );
}

function movedAway(port: number): MendableError {
  return new MendableError(
    'postgres-moved',
    `PostgreSQL's port ${port} was taken by another program while it was down. Restart the detector, which uses the new port.`,
  );
}
