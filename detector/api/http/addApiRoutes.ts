import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { MendableError } from '../../errors.ts';
import { basePath, routerPath } from './allowedMethods.ts';
import { answerInTime } from './answerInTime.ts';
import { checkInputOf } from './checkInput.ts';
import type { Given } from './checkInput.ts';
import { contract } from '../contract/contract.ts';
import type { Person } from '../contract/contract.ts';
import type { Route } from '../contract/route.ts';
import { createAnswerCheck } from './createAnswerCheck.ts';
import { createConcurrencyLimiter } from './createConcurrencyLimiter.ts';
import { personHeader, readPerson } from './readPerson.ts';

/** The functions behind the routes, by the routes' names; the contract has types both sides of each. */
export type AnyHandlers = Readonly<Record<string, (input: never, person: Person) => Promise<unknown>>>;

interface ApiRoutesOptions {
  readonly handlers: () => AnyHandlers | undefined;
}

/** The database has ten connections, and the lines that come in need some of them. */
const limits = { maxAtOnce: 6, maxWaiting: 200 };
/** Below the 30 s that Grafana's proxy waits. */
const readLimitMs = 10_000;
const changeLimitMs = 25_000;

/** Adds every route of the contract: who may, what comes in, the handler, what goes out. */
export function addApiRoutes(app: FastifyInstance, { handlers }: ApiRoutesOptions): void {
  const limiter = createConcurrencyLimiter(limits);
  for (const [name, route] of Object.entries(contract as Readonly<Record<string, Route>>)) {
    const [method = '', path = ''] = name.split(' ');
    const checkInput = checkInputOf(route);
    const checkAnswer = createAnswerCheck(route.answer);
    const limitMs = method === 'GET' ? readLimitMs : changeLimitMs;
    app.route({
      method,
      url: routerPath(path),
      schema: { summary: route.summary },
      config: { contractRoute: route, path: `${basePath}${path}` },
      onRequest: (request, _, done) => {
        // Roles are checked before the body is read.
        readPerson(request.headers[personHeader], route.role);
        done();
      },
      handler: async (request, reply) => {
        const person = readPerson(request.headers[personHeader], route.role);
        const input = checkInput(givenBy(request)) as never;
        const handler = handlers()?.[name];
        if (handler === undefined) throw notReady();
        const answer = await answerInTime(
          limiter.pass(() => handler(input, person)),
          limitMs,
        );
        if (route.streams === true) return send(reply, route, path, Readable.from(answer as AsyncIterable<string>));
        checkAnswer(answer);
        return send(reply, route, path, answer);
      },
    });
  }
}

function givenBy({ params, query, body }: FastifyRequest): Given {
  return { params, query, body };
}

/** A text is a file that a browser keeps rather than shows. */
function send(reply: FastifyReply, { contentType }: Route, path: string, answer: unknown): FastifyReply {
  if (contentType === undefined) {
    return reply.header('Content-Type', 'application/json; charset=utf-8').send(JSON.stringify(answer));
  }
  return reply
    .header('Content-Type', `${contentType}; charset=utf-8`)
    .header('Content-Disposition', `attachment; filename="${path.slice(path.lastIndexOf('/') + 1)}"`)
    .send(answer);
}

function notReady(): MendableError {
  return new MendableError(
    'not-ready',
    'The detector waits for its database: try again in a moment. The last good list is served meanwhile.',
  );
}
