import { startPageHost } from '../host/pageHost.ts';
import { ensureBuilt } from './builtFiles.ts';
import type { Grafana, Visit } from './grafana.ts';

/** A page host of its own for each test, so that what one stores no other sees. */
export async function openHost({ role, theme, api, dashboards }: Visit): Promise<Grafana> {
  await ensureBuilt();
  const host = await startPageHost({ login: role.toLowerCase(), role }, theme, dashboards);
  if (api !== undefined)
    host.settings.write({ jsonData: { apiUrl: api.url }, secureJsonData: { apiToken: api.token } });
  return { url: host.url, cookies: [], close: host.close };
}
