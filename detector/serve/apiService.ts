import type { AddressInfo } from 'node:net';
import { isIP } from 'node:net';
import { createApi } from '../api/http/createApi.ts';
import type { Readiness } from '../api/http/addOpenRoutes.ts';
import { basePath } from '../api/http/allowedMethods.ts';
import type { Handlers } from '../api/contract/contract.ts';
import type { Configuration } from '../setup/configuration.ts';
import { MendableError, messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import { doesDatabaseAnswer, isDatabaseAway } from '../store/isDatabaseAway.ts';
import type { ApiContext } from '../api/handlers/apiContext.ts';
import { createHandlers } from '../api/handlers/createHandlers.ts';
import { loadApiToken } from '../setup/apiToken.ts';
import { endsWithin } from '../time/withTimeLimit.ts';
import type { ListService } from './listService.ts';
import { measureDetector } from './measureDetector.ts';
import { productVersion } from '../setup/productVersion.ts';
import type { Session } from './session.ts';

/** The listener for Grafana. It is open before the database is, and says so. */
export interface ApiService {
  /** Null: it is off. */
  readonly port: number | null;
  /** Answers with this database from now on, until the function that it returns is called. */
  attach(detector: Attached): () => void;
  close(): Promise<void>;
}

type Attached = Pick<ApiContext, 'jobs' | 'work' | 'restart'> & { readonly session: Session };

interface ApiServiceOptions {
  readonly configuration: Configuration;
  readonly list: ListService;
  /** A line for the person who started it. */
  readonly print: (line: string) => void;
  readonly now: () => number;
  readonly log: Logger;
}

const databaseLimitMs = 2_000;
const closeGraceMs = 1_000;

/** Opens the API's own listener; throws a `MendableError` when its address can't be had. */
export async function openApiService(options: ApiServiceOptions): Promise<ApiService> {
  const { configuration, list, print, now } = options;
  const { host, port } = configuration.api;
  if (port === null) return { port: null, attach: () => () => undefined, close: () => Promise.resolve() };
  const log = options.log.child({ step: 'api' });
  const startedAt = now();
  const { token, file } = await loadApiToken(configuration);
  let context: ApiContext | undefined;
  let handlers: Handlers | undefined;

  const app = await createApi({
    handlers: () => handlers,
    token,
    version: productVersion(),
    isDatabaseAway,
    readiness: () => readinessOf(context),
    measure: () => measureDetector({ list, context }),
    now,
    log,
  });
  await app.listen({ host, port }).catch((error: unknown) => {
    throw new MendableError(
      'api-listener-failed',
      `The API can't be served at ${host} port ${port}: ${messageOf(error)}. Choose another ACTIVE_DEFENSE_API_PORT, end the program that has this one (ss -lntup shows it), or set it to off.`,
      { cause: error },
    );
  });
  const { port: opened } = app.server.address() as AddressInfo;
  print(`API:      ${urlOf(host, opened)}`);
  // The token itself is never printed: output goes to the journal.
  const place = file === null ? 'is that of ACTIVE_DEFENSE_API_TOKEN' : `stands in ${file}`;
  print(`          its token, for the settings of the Grafana app, ${place}`);

  return {
    port: opened,
    attach({ session, ...detector }) {
      const { database } = session;
      const { defaults } = session.actor('detector', now());
      const actorOf: ApiContext['actorOf'] = ({ login }) => session.actor(`grafana:${login}`, now());
      context = { ...{ configuration, database, defaults, list, actorOf, startedAt, now, log }, ...detector };
      handlers = createHandlers(context);
      return () => (context = handlers = undefined);
    },
    async close() {
      const closed = app.close();
      if (await endsWithin(closeGraceMs, closed)) return;
      app.server.closeAllConnections();
      await closed;
    },
  };
}

async function readinessOf(context: ApiContext | undefined): Promise<Readiness> {
  if (context === undefined) return 'starting';
  const asked = doesDatabaseAnswer(context.database.pool);
  if (!(await endsWithin(databaseLimitMs, asked)) || !(await asked)) return 'away';
  return context.work() === undefined ? 'standing-by' : 'working';
}

function urlOf(host: string, port: number): string {
  const name = host === '::' || host === '0.0.0.0' ? 'localhost' : host;
  return `http://${isIP(name) === 6 ? `[${name}]` : name}:${port}${basePath}`;
}
