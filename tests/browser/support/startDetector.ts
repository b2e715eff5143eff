import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { startService } from '../../support/service.ts';
import type { ServiceOptions, TestService } from '../../support/service.ts';
import type { DetectorApi } from './grafana.ts';
import { closePagesFirst } from './openedPages.ts';

/** The whole detector on a database of its own, with its API as Grafana reaches it. */
export async function startDetector(
  t: TestContext,
  options: ServiceOptions = {},
): Promise<TestService & { readonly api: DetectorApi }> {
  closePagesFirst(t);
  const service = await startService(t, options);
  const token = (await readFile(join(service.dataDir, 'api-token'), 'utf8')).trim();
  return { ...service, api: { url: `http://127.0.0.1:${service.apiPort}`, token } };
}
