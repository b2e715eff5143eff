import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { MendableError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import { allowedMethods, basePath } from './allowedMethods.ts';
import { addApiRoutes } from './addApiRoutes.ts';
import type { AnyHandlers } from './addApiRoutes.ts';
import { addOpenRoutes } from './addOpenRoutes.ts';
import type { OpenRoutesOptions } from './addOpenRoutes.ts';
import { addOpenApi } from './addOpenApi.ts';
import { problemOf, problemType } from './answerProblem.ts';
import { createTokenCheck } from '../../setup/bearerToken.ts';

export interface ApiOptions extends OpenRoutesOptions {
  /** Undefined while the database is not there yet. */
  readonly handlers: () => AnyHandlers | undefined;
  /** What Grafana has to show. */
  readonly token: string;
  readonly version: string;
  /** Whether an error means that the database is away, which nobody who asks can mend. */
  readonly isDatabaseAway: (error: unknown) => boolean;
  readonly log: Logger;
}

/** An allowlist of a million characters, in UTF-8 and escaped for JSON, is the largest that anybody sends. */
const maxBodyBytes = 4 * 2 ** 20;
/** Grafana keeps its connections for 90 s. */
const keepAliveMs = 95_000;
const requestMs = 30_000;
const maxConnections = 500;

/** The API as an application that does not listen yet: its routes, and three more for whoever watches the process. */
export async function createApi(options: ApiOptions): Promise<FastifyInstance> {
  const { token, log, isDatabaseAway } = options;
  const app = fastify({
    logger: false,
    bodyLimit: maxBodyBytes,
    exposeHeadRoutes: false,
    keepAliveTimeout: keepAliveMs,
    requestTimeout: requestMs,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (error, request, reply) => refuse(error, request, reply as FastifyReply),
  });
  app.server.maxConnections = maxConnections;
  // Each route checks its input and writes its answer itself, to name all faults at once.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  const isToken = createTokenCheck(token);

  function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const path = request.url.split('?', 1).join();
    const known = isDatabaseAway(error) ? away(error) : isBesideTheApi(request, error) ? missing(request) : error;
    const problem = problemOf(known, { method: request.method, path, log });
    if (problem.status === 401) void reply.header('WWW-Authenticate', 'Bearer realm="Active Defense"');
    if (problem.status === 405) void reply.header('Allow', allowedMethods(path).join(', '));
    if (problem.status === 503) void reply.header('Retry-After', '5');
    void reply.code(problem.status).header('Content-Type', problemType).send(JSON.stringify(problem));
  }

  app.setErrorHandler((error, request, reply) => refuse(error, request, reply));
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' });
    if (!isOpen(request) && !isToken(request.headers.authorization)) {
      throw new MendableError(
        'token-wrong',
        'The bearer token is missing or wrong: put the one that the detector keeps in its data folder (api-token) into the settings of the plugin.',
      );
    }
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, url } = request;
    log.debug({ method, url, status: reply.statusCode, tookMs: Math.round(reply.elapsedTime) }, 'answered');
  });
  app.setNotFoundHandler((request) => {
    throw missing(request);
  });
  takeJson(app);
  await addOpenApi(app, options.version);
  addApiRoutes(app, options);
  addOpenRoutes(app, options);
  await app.ready();
  return app;
}

/** What says nothing that a stranger may not know. */
function isOpen(request: FastifyRequest): boolean {
  return (request.routeOptions.config as { open?: boolean }).open === true;
}

/** What is wrong with a body matters little where nothing takes one. */
function isBesideTheApi(request: FastifyRequest, error: unknown): boolean {
  return request.is404 && !(error instanceof MendableError);
}

/** A request without a body may call itself JSON all the same. */
function takeJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body as string, done);
  });
}

function missing({ method, url }: FastifyRequest): MendableError {
  const path = url.split('?', 1).join().slice(0, 200);
  const methods = allowedMethods(path);
  if (methods.length === 0) {
    return new MendableError(
      'no-such-route',
      `There is nothing at ${path}: ${basePath}/openapi.json says what there is.`,
    );
  }
  return new MendableError('method-wrong', `${path} takes ${methods.join(' and ')}, not ${method}.`);
}

function away(cause: unknown): MendableError {
  return new MendableError(
    'database-away',
    'The database does not answer. The list is served all the same, and lines of files wait; try again in a moment, and see the detector’s log.',
    { cause },
  );
}
