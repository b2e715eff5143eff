import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Actor } from '../actions/actor.ts';
import { openSession } from '../serve/session.ts';
import type { Configuration } from '../setup/configuration.ts';
import { createLog } from '../log.ts';
import type { Logger } from '../log.ts';
import { configurationOf } from './configurationOf.ts';
import type { Io } from './io.ts';

/** What a command works with while its database is open. */
export interface Work {
  /** Who runs the command, now. */
  readonly actor: Actor;
  readonly configuration: Configuration;
  readonly migrations: readonly string[];
  readonly log: Logger;
}

/** Opens the database for one command, starting the embedded one where it has to, and leaves it as it was. */
export async function withSession<T>(io: Io, work: (work: Work) => Promise<T>): Promise<T> {
  const configuration = configurationOf(io);
  const { logLevel } = configuration;
  // A command's user does not need the log of how the database starts.
  const log = createLog(logLevel === 'info' ? 'warn' : logLevel);
  const newDatabase = newDatabaseRemark(configuration);
  if (newDatabase !== undefined) io.remark(newDatabase);
  const session = await openSession(configuration, log);
  try {
    const actor = session.actor(io.actor, io.now());
    return await work({ actor, configuration, migrations: session.migrations, log });
  } finally {
    await session.close();
  }
}

/** Says where a database is about to be made: whoever has one looks at the wrong folder. Undefined where there is one. */
export function newDatabaseRemark({
  databaseUrl,
  dataDir,
}: Pick<Configuration, 'databaseUrl' | 'dataDir'>): string | undefined {
  if (databaseUrl !== null || existsSync(join(dataDir, 'postgres'))) return undefined;
  return `There is no database in ${resolve(dataDir)}: an empty one is made now. Where yours lies elsewhere, set ACTIVE_DEFENSE_DATA_DIR to its folder.`;
}
