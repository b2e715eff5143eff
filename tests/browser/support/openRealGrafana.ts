import { pluginId } from '../../../src/pluginId.ts';
import type { Grafana, Visit } from './grafana.ts';

const password = 'active-defense-tests';

/** Sets up a running Grafana over its HTTP API. `address` may carry an admin's login; otherwise it is admin with admin. */
export async function openRealGrafana(address: string, { role, theme, api }: Visit): Promise<Grafana> {
  const { origin, username, password: secret } = new URL(address);
  const admin = Buffer.from(`${username || 'admin'}:${secret || 'admin'}`).toString('base64');
  const asAdmin = callerOf(origin, { authorization: `Basic ${admin}` });
  await asAdmin('POST', `/api/plugins/${pluginId}/settings`, {
    enabled: true,
    pinned: true,
    jsonData: { apiUrl: api?.url ?? '' },
    secureJsonData: { apiToken: api?.token ?? '' },
  });
  const login = `tests-${role.toLowerCase()}`;
  await createUser(asAdmin, login, role);
  const response = await callerOf(origin, {})('POST', '/login', { user: login, password });
  const cookies = response.headers.getSetCookie().map((line) => {
    const [name, value] = line.split(';', 1)[0].split('=');
    return { name, value };
  });
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  await callerOf(origin, { cookie })('PUT', '/api/user/preferences', { theme, timezone: 'utc' });
  return { url: origin, cookies, close: () => Promise.resolve() };
}

type Caller = (method: string, path: string, body?: object) => Promise<Response>;

function callerOf(origin: string, headers: Readonly<Record<string, string>>): Caller {
  return async (method, path, body) => {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.ok || response.status === 412) return response;
    throw new Error(`Grafana answered ${response.status} to ${method} ${path}: ${await response.text()}`);
  };
}

/** 412 says that the user is there already, from an earlier test. */
async function createUser(asAdmin: Caller, login: string, role: string): Promise<void> {
  await asAdmin('POST', '/api/admin/users', { name: login, login, password, OrgId: 1 });
  const response = await asAdmin('GET', `/api/users/lookup?loginOrEmail=${login}`);
  const { id } = (await response.json()) as { readonly id: number };
  await asAdmin('PATCH', `/api/orgs/1/users/${id}`, { role });
}
