import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../provisioning/dashboards/', import.meta.url));

/** What a Grafana has of the product's dashboards: those that are provisioned, none, or nothing that it tells the visitor of. */
export type HostDashboards = 'provisioned' | 'none' | 'refused';

/** What `GET /api/search` answers to a question by `dashboardUIDs`, as far as pages use it. */
export function findDashboards(query: URLSearchParams): readonly object[] {
  const wanted = query.getAll('dashboardUIDs');
  const all = globSync('**/*.json', { cwd: folder }).map(
    (path) => JSON.parse(readFileSync(folder + path, 'utf8')) as { readonly uid: string; readonly title: string },
  );
  return all
    .filter(({ uid }) => wanted.includes(uid))
    .map(({ uid, title }) => ({ uid, title, type: 'dash-db', url: `/d/${uid}/${uid}` }));
}
