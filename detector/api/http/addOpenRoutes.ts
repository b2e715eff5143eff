import type { FastifyInstance } from 'fastify';
import { cached } from './cached.ts';
import { createMetrics } from './createMetrics.ts';
import type { Measures } from './createMetrics.ts';

/** `starting`: the database is not there yet; `away`: it does not answer. */
export type Readiness = 'working' | 'standing-by' | 'starting' | 'away';

export interface OpenRoutesOptions {
  /** How the detector is. */
  readonly readiness: () => Promise<Readiness>;
  readonly measure: () => Promise<Measures>;
  /** ms since 1970. */
  readonly now: () => number;
}

const readyEveryMs = 1_000;

/** Adds what watches the process: no token, and nothing in it that a stranger may not know. */
export function addOpenRoutes(app: FastifyInstance, { readiness, measure, now }: OpenRoutesOptions): void {
  const metrics = createMetrics({ measure, now });
  const ready = cached(readiness, readyEveryMs, now);
  app.addHook('onClose', (_, done) => {
    metrics.close();
    done();
  });
  app.route({
    method: 'GET',
    url: '/healthz',
    config: { open: true },
    handler: (_, reply) => reply.send({ status: 'alive' }),
  });
  app.route({
    method: 'GET',
    url: '/readyz',
    config: { open: true },
    handler: async (_, reply) => {
      const status = await ready();
      return reply.code(status === 'working' || status === 'standing-by' ? 200 : 503).send({ status });
    },
  });
  app.route({
    method: 'GET',
    url: '/metrics',
    config: { open: true },
    handler: async (_, reply) => reply.header('Content-Type', metrics.contentType).send(await metrics.text()),
  });
}
