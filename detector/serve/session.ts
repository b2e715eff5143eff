import type { Configuration } from '../setup/configuration.ts';
import type { Logger } from '../log.ts';
import { defaultSettings } from '../model/settings.ts';
import { openDatabase } from '../store/database.ts';
import type { Database } from '../store/database.ts';
import { makeDataFolder } from '../embedded/embeddedPlace.ts';
import { startEmbeddedPostgres } from '../embedded/embeddedPostgres.ts';
import type { EmbeddedPostgres } from '../embedded/embeddedPostgres.ts';
import { migrate } from '../store/migrate.ts';
import { keepDefaults } from '../store/settingsRow.ts';
import { retryingDatabase } from '../store/retryingDatabase.ts';
import type { Actor, ListAccess } from '../actions/actor.ts';
import { serverTimeZone } from '../setup/serverTimeZone.ts';

/** A migrated database, the embedded one or the configured one, for as long as a command or the service needs it. */
export interface Session {
  readonly database: Database;
  readonly connectionString: string;
  /** The migrations that were applied on the way. */
  readonly migrations: readonly string[];
  /** Null where the database is the operator's. */
  readonly embedded: EmbeddedPostgres | null;
  /** Somebody who acts in this session now. */
  actor(name: string, nowMs: number): Actor;
  close(): Promise<void>;
}

export async function openSession(configuration: Configuration, log: Logger): Promise<Session> {
  await using opened = new AsyncDisposableStack();
  await makeDataFolder(configuration.dataDir);
  const { databaseUrl, dataDir } = configuration;
  const embedded = databaseUrl === null ? await startEmbeddedPostgres({ dataDir, log }) : null;
  if (embedded !== null) opened.defer(() => embedded.stop());
  const connectionString = embedded?.connectionString ?? databaseUrl ?? '';
  const database = await openDatabase(connectionString, log);
  opened.defer(() => database.close());
  const migrations = await migrate(database);
  const defaults = defaultSettings(serverTimeZone());
  await keepDefaults(database.pool, defaults);
  const stack = opened.move();
  const retrying = retryingDatabase(database);
  const listAccess = listAccessOf(configuration);
  return {
    database,
    connectionString,
    migrations,
    embedded,
    actor: (name, nowMs) => ({ database: retrying, name, nowMs, listAccess, defaults }),
    close: () => stack.disposeAsync(),
  };
}

/** Who may fetch the list, as it is configured. */
export function listAccessOf({ list: { clients, login } }: Configuration): ListAccess {
  return { clients, hasPassword: login !== null };
}
