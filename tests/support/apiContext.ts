import type { TestContext } from 'node:test';
import type { ApiContext } from '../../detector/api/handlers/apiContext.ts';
import { defaultSettings } from '../../detector/model/settings.ts';
import type { Database } from '../../detector/store/database.ts';
import { configurationFor, makeFolder } from './service.ts';
import { openTestDatabase } from './store.ts';

/** What handlers that need the database alone have at hand. */
export type TestApiContext = Pick<ApiContext, 'configuration' | 'database' | 'defaults' | 'actorOf' | 'now'> & {
  readonly database: Database;
  readonly clock: { nowMs: number };
};

/** A context for handlers, with a database and a data folder of its own and a clock that only the test moves. */
export async function openApiContext(t: TestContext): Promise<TestApiContext> {
  const database = await openTestDatabase(t);
  const configuration = {
    ...configurationFor(database.connectionString, await makeFolder(t)),
    logFolder: await makeFolder(t),
  };
  const clock = { nowMs: Date.UTC(2026, 10, 20, 10) };
  const defaults = defaultSettings('UTC');
  const listAccess = { clients: [], hasPassword: false };
  return {
    ...{ configuration, database, defaults, clock },
    now: () => clock.nowMs,
    actorOf: ({ login }) => ({ database, name: login, nowMs: clock.nowMs, listAccess, defaults }),
  };
}

export const alice = { login: 'alice', role: 'Admin' } as const;
