import type { TestContext } from 'node:test';
import type { Handlers } from '../../../detector/api/contract/contract.ts';
import { createApi } from '../../../detector/api/http/createApi.ts';
import { createLog } from '../../../detector/log.ts';
import type { DetectorApi } from './grafana.ts';
import { closePagesFirst } from './openedPages.ts';

const token = 'token-of-the-tests';

/**
 * The detector's real API with these functions behind its routes, for states that a whole detector is hard to bring into.
 * Its contract checks what they answer; a route without a function answers 503 `not-ready`.
 */
export async function startApi(t: TestContext, handlers: Partial<Handlers>): Promise<DetectorApi> {
  closePagesFirst(t);
  const app = await createApi({
    handlers: () => handlers,
    token,
    version: '0.0.0',
    isDatabaseAway: () => false,
    readiness: () => Promise.resolve('working'),
    measure: () => Promise.resolve({}),
    now: Date.now,
    log: createLog('silent'),
  });
  t.after(async () => {
    const closed = app.close();
    // A Grafana keeps connections that it has not used yet, for which a close would wait.
    app.server.closeAllConnections();
    await closed;
  });
  return { url: await app.listen({ host: '127.0.0.1', port: 0 }), token };
}
