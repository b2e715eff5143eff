import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { createAllowlistHandlers } from '../../detector/api/handlers/allowlistHandlers.ts';
import { createBlacklistHandlers } from '../../detector/api/handlers/blacklistHandlers.ts';
import { createOverviewHandlers } from '../../detector/api/handlers/overviewHandlers.ts';
import { createRecordHandlers } from '../../detector/api/handlers/recordHandlers.ts';
import { createLog } from '../../detector/log.ts';
import { defaultSettings } from '../../detector/model/settings.ts';
import { openDatabase } from '../../detector/store/database.ts';
import type { Database } from '../../detector/store/database.ts';
import { migrate } from '../../detector/store/migrate.ts';
import { startTestServer } from '../support/postgres.ts';
import { fillStore } from './fillStore.ts';

/**
 * How long each route of the pages takes with many records and blocks stored, run by hand:
 * `node .config/run.mjs tests/bench/apiSpeed.ts [--records N] [--blocks N]`.
 */
const { values } = parseArgs({
  options: { records: { type: 'string', default: '1000000' }, blocks: { type: 'string', default: '50000' } },
});
const dayMs = 86_400_000;
const nowMs = Date.now();
const ann = { login: 'ann', role: 'Admin' } as const;

const server = await startTestServer();
const database = await openDatabase(server.connectionString, createLog('silent'));
try {
  await migrate(database);
  await fillStore(database, { records: Number(values.records), blocks: Number(values.blocks), nowMs });
  await measureAll(database);
} finally {
  await database.close();
  await server.stop();
}

async function measureAll(into: Database): Promise<void> {
  const defaults = defaultSettings('UTC');
  const listAccess = { clients: [], hasPassword: false };
  const now = Date.now;
  const actorOf = () => ({ database: into, name: 'ann', nowMs: now(), listAccess, defaults });
  const list = { holder: { current: () => undefined } };
  const context = { database: into, defaults, now, actorOf, list, work: () => undefined };
  const blacklist = createBlacklistHandlers(context);
  const records = createRecordHandlers(context);
  const overview = createOverviewHandlers(context);
  const allowlist = createAllowlistHandlers(context);
  const blocks = blacklist['GET /blacklist/blocks'];
  const search = records['GET /records'];
  const counts = records['GET /records/counts'];
  const active = { state: 'active' } as const;
  const day = { from: nowMs - dayMs, to: nowMs };

  await measure('blocks, newest first', () => blocks({ query: active }, ann));
  for (const sort of ['lastSeenAt', 'expiresAt', 'address', 'findings'] as const) {
    await measure(`blocks by ${sort}`, () => blocks({ query: { ...active, sort } }, ann));
  }
  await measure('blocks, a page far behind', async () => {
    const { next } = await blocks({ query: { ...active, sort: 'expiresAt', limit: 500 } }, ann);
    return blocks({ query: { ...active, sort: 'expiresAt', limit: 500, cursor: next ?? '' } }, ann);
  });
  await measure('blocks of an address', () => blocks({ query: { ...active, search: '45.0.10.7' } }, ann));
  await measure('blocks in a range', () => blocks({ query: { ...active, search: '45.0.0.0/16' } }, ann));
  await measure('blocks of a country and device', () =>
    blocks({ query: { ...active, country: 'Country 7', device: 'fw-1' } }, ann),
  );
  await measure('released blocks', () => blocks({ query: { state: 'released' } }, ann));
  await measure('blocks as CSV', () => blacklist['GET /blacklist/blocks.csv']({ query: active }, ann));
  await measure('totals', () => blacklist['GET /blacklist/totals']({}, ann));
  for (const outcome of ['hold', 'refuse'] as const) {
    await measure(`findings: ${outcome}`, () => blacklist['GET /blacklist/findings']({ query: { outcome } }, ann));
  }
  await measure('details of a block', () => blacklist['GET /blacklist/blocks/:id']({ params: { id: 5 } }, ann));
  await measure('verdict on an address', () =>
    blacklist['GET /blacklist/verdict']({ query: { address: '45.0.0.5' } }, ann),
  );
  await measure('verdict on a range', () =>
    blacklist['GET /blacklist/verdict']({ query: { address: '45.0.0.0/16' } }, ann),
  );
  await measure('preview of a range', () =>
    blacklist['POST /blacklist/preview']({ body: { address: '45.0.0.0/16' } }, ann),
  );
  await measure('records, newest first', () => search({ query: {} }, ann));
  await measure('records of an address', () => search({ query: { address: '45.0.0.9' } }, ann));
  await measure('records of a source', () => search({ query: { source: '45.0.0.9' } }, ann));
  await measure('records with a rule and port', () => search({ query: { rule: 'Rule 7', port: 443 } }, ann));
  await measure('records with a threat', () => search({ query: { threat: 'number 899' } }, ann));
  await measure('records that there are none of', () => search({ query: { user: 'nobody' } }, ann));
  await measure('records, live tail', () => search({ query: { from: nowMs - 1000 } }, ann));
  for (const by of ['port', 'destination', 'rule', 'source', 'action'] as const) {
    await measure(`records by ${by}`, () => counts({ query: { by } }, ann));
  }
  await measure('words', () => records['GET /records/words']({}, ann));
  await measure('overview', () => overview['GET /overview']({}, ann));
  await measure('overview charts, a day', () => overview['GET /overview/charts']({ query: day }, ann));
  await measure('overview charts, 90 days', () =>
    overview['GET /overview/charts']({ query: { ...day, from: nowMs - 90 * dayMs } }, ann),
  );
  await measure('allowlist', () => allowlist['GET /allowlist']({}, ann));
  await measure('allowlist preview', () =>
    allowlist['POST /allowlist/preview']({ body: { range: '45.0.0.0/16' } }, ann),
  );
  const all = Array.from({ length: 1000 }, (_, i) => i + 1);
  await measure('extend 1,000 blocks', () =>
    blacklist['POST /blacklist/extend']({ body: { target: { ids: all }, duration: '7d' } }, ann),
  );
  await measure('release 1,000 blocks', () =>
    blacklist['POST /blacklist/release']({ body: { target: { ids: all }, reason: 'x' } }, ann),
  );
}

async function measure(name: string, ask: () => Promise<unknown>): Promise<void> {
  const startedAt = performance.now();
  const answer = await ask();
  const ms = performance.now() - startedAt;
  const bytes = JSON.stringify(answer).length;
  process.stdout.write(`${name.padEnd(34)} ${ms.toFixed(0).padStart(6)} ms ${String(bytes).padStart(10)} bytes\n`);
}
