import { performance } from 'node:perf_hooks';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { createLog } from '../../detector/log.ts';
import { openDatabase } from '../../detector/store/database.ts';
import { migrate } from '../../detector/store/migrate.ts';
import { fillStore } from '../bench/fillStore.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { openPage } from './support/openPage.ts';
import { startDetector } from './support/startDetector.ts';

/**
 * How long each page takes until it can be used, with 1,000,000 records and 50,000 active blocks stored; run by hand:
 * `npm test -- tests/browser/pageSpeed.ts`.
 */
const pages: readonly [path: string, seen: (main: Locator) => Locator][] = [
  ['overview', (main) => main.getByRole('region', { name: 'Top attackers' }).getByRole('link').first()],
  ['blacklist', (main) => main.getByRole('table').getByRole('link').first()],
  ['records', (main) => main.getByRole('row').nth(5)],
  ['cases', (main) => main.getByRole('textbox').first()],
  ['devices', (main) => main.getByRole('table').getByRole('link').first()],
  ['allowlist', (main) => main.getByText('Nothing is allowed').or(main.getByRole('table')).first()],
  ['notifications', (main) => main.getByRole('textbox').first()],
  ['system', (main) => main.getByText('Newest migration')],
];

test('each page, as often as it takes to be warm', async (t) => {
  const connectionString = await createTestDatabase(t);
  const database = await openDatabase(connectionString, createLog('silent'));
  await migrate(database);
  await fillStore(database, { records: 1_000_000, blocks: 50_000, nowMs: Date.now() });
  await database.close();
  const { api } = await startDetector(t, { connectionString });
  for (const [path, seen] of pages) {
    await t.test(path, async (each) => {
      const { page, main, goTo } = await openPage(each, { path, api });
      await seen(main).waitFor();
      const times: number[] = [];
      for (let turn = 0; turn < 3; turn++) {
        // What the visit before still asks for is no part of this one.
        await page.waitForLoadState('networkidle');
        const startedAt = performance.now();
        await goTo(path);
        await seen(main).waitFor();
        times.push(Math.round(performance.now() - startedAt));
      }
      each.diagnostic(`${path}: ${times.join(', ')} ms`);
    });
  }
});
