import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MendableError, messageOf } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import type { LineBlock } from '../lineBlock.ts';
import { renewKeyPair } from '../syslogServer.ts';
import type { KeyPair } from '../syslogServer.ts';
import { listenFault } from '../listenFault.ts';
import { senderOf } from '../sender.ts';
import { answerFault, faultOf } from './answerFault.ts';
import { withTimeLimit } from '../../time/withTimeLimit.ts';
import { createPushBudget } from './pushBudget.ts';
import { createRefusals } from './refusals.ts';
import { buildPushBlocks } from './pushBlocks.ts';
import { pushPath } from './pushPath.ts';
import { pushLimits } from './pushLimits.ts';
import { lokiServer } from './lokiServer.ts';
import { wrongPush } from './pushRefusal.ts';
import { unpackPush } from './unpackPush.ts';
import type { PushFormat } from './unpackPush.ts';

/** How long answers under way may take once the listener is closed; who gets none sends again. */
const closeGraceMs = 1_000;

export interface LokiPushOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Left out: plain HTTP. */
  readonly certificate?: { readonly cert: string; readonly key: string };
  /** Whether an Authorization header has the token. */
  readonly isAuthorized: (header: string | undefined) => boolean;
  /** Stores a block under its digest, a repeated one once; resolves when it is stored, rejects when it will not be. */
  readonly push: (block: LineBlock, digest: Uint8Array) => Promise<void>;
  readonly log: Logger;
  /** How long a client waits for its answer; Promtail and Alloy give up after ten seconds. */
  readonly answerMs?: number;
  readonly maxRequests?: number;
  /** Unpacked bytes of pushes that are not stored yet. */
  readonly maxHeldBytes?: number;
  /** A clock in ms that never goes back. */
  readonly now?: () => number;
}

export interface LokiPush {
  readonly address: AddressInfo;
  /** Pushes that were refused for good: their clients drop them. */
  refused(): number;
  renewKeyPair(pair: KeyPair): void;
  /** Resolves when the pushes under way have been answered; who stores them must settle them. */
  close(): Promise<void>;
}

interface RawPush {
  readonly bytes: Buffer;
  readonly format: PushFormat;
}

const formats: readonly (readonly [type: string, format: PushFormat])[] = [
  ['application/json', 'json'],
  ['application/x-protobuf', 'protobuf'],
];

/** Receives lines as Loki does: an answer of 204 says that all of a push is stored, any other that the client has all of it still. */
export async function receiveLokiPush(options: LokiPushOptions): Promise<LokiPush> {
  const { host, port, push, log, now = () => performance.now() } = options;
  const { answerMs = 8_000, maxRequests = 32, maxHeldBytes = 4 * pushLimits.unpackedBytes } = options;
  const refusals = createRefusals({ log, now });
  const budget = createPushBudget({ maxRequests, maxHeldBytes });
  const app = fastify({
    logger: false,
    bodyLimit: pushLimits.bodyBytes,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    serverFactory: (handle) => lokiServer(handle, options.certificate),
    frameworkErrors: (error, request, reply) => refuse(error, request, reply as FastifyReply),
  });

  function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const fault = faultOf(error, (defect) => log.error({ error: defect }, 'a push could not be answered'));
    log.debug({ sender: request.ip, code: fault.code }, 'a push was not taken');
    refusals.note(fault, senderOf(request.ip));
    answerFault(fault, reply);
  }

  async function take(request: FastifyRequest): Promise<void> {
    const encoding = (request.headers['content-encoding'] ?? '').trim().toLowerCase();
    if (request.body === undefined) throw wrongPush('The request has no body');
    const { bytes, format } = request.body as RawPush;
    const { content, streams } = await unpackPush(bytes, format, encoding);
    const blocks = buildPushBlocks(content, streams, senderOf(request.ip));
    const held = budget.hold(content.length);
    const pushes = blocks.map(({ block, digest }) => push(block, digest));
    void Promise.allSettled(pushes).then(held.release);
    await inTime(Promise.all(pushes), answerMs);
  }

  app.removeAllContentTypeParsers();
  for (const [type, format] of formats) {
    app.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, bytes, done) => done(null, { bytes, format }));
  }

  app.addHook('onRequest', async (request, reply) => {
    if (!options.isAuthorized(request.headers.authorization)) {
      throw new MendableError(
        'push-token-wrong',
        'The bearer token is missing or wrong: set the one that the detector keeps in its data folder (loki-token) as bearer_token in the client.',
      );
    }
    const leave = budget.enter();
    reply.raw.once('close', leave);
  });
  app.setErrorHandler((error, request, reply) => refuse(error, request, reply));
  app.setNotFoundHandler(() => {
    throw new MendableError('push-elsewhere', `There is nothing here: send logs by POST to ${pushPath}.`);
  });
  app.post(pushPath, async (request, reply) => {
    await take(request);
    return reply.code(204).send();
  });
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw listenFault(error, 'Loki push', host, port);
  }

  return {
    address: app.server.address() as AddressInfo,
    refused: refusals.count,
    renewKeyPair: (pair) => renewKeyPair(app.server, pair),
    async close() {
      const grace = setTimeout(() => void app.close(), closeGraceMs);
      await budget.close();
      clearTimeout(grace);
      await app.close();
    },
  };
}

/** A push that takes longer than its client waits is stored on; when the client repeats it, it gets that outcome. */
async function inTime(stored: Promise<unknown>, answerMs: number): Promise<void> {
  try {
    await withTimeLimit(answerMs, stored, () => {
      throw notStored('not stored yet');
    });
  } catch (error) {
    throw error instanceof MendableError ? error : notStored(messageOf(error));
  }
}

function notStored(why: string): MendableError {
  return new MendableError('push-not-stored', `The lines are not stored (${why}): send them again.`);
}
