import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer, RouteName } from '../../detector/api/contract/contract.ts';
import type { Problem, Role } from '../../detector/api/contract/route.ts';
import type { TestService } from './service.ts';

export interface Asked {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  readonly role?: Role;
}

/** Asks a running service as Grafana's proxy does, for a person "ann". */
export interface ApiClient {
  /** The answer; rejects for any other status than 200. */
  ask<Name extends RouteName>(name: Name, asked?: Asked): Promise<Answer<Name>>;
  /** The problem document; rejects where there is none. */
  refusal(name: RouteName, asked?: Asked): Promise<Problem>;
}

/** Uses the token that the service made at its start. */
export async function createApiClient({
  apiPort,
  dataDir,
}: Pick<TestService, 'apiPort' | 'dataDir'>): Promise<ApiClient> {
  const token = (await readFile(join(dataDir, 'api-token'), 'utf8')).trim();

  function send(name: RouteName, { params = {}, query = {}, body, role = 'Admin' }: Asked): Promise<Response> {
    const [method, path] = name.split(' ');
    const filled = path.replaceAll(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params[key])));
    const texts = Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]);
    const url = `http://127.0.0.1:${apiPort}/api/v1${filled}?${new URLSearchParams(texts).toString()}`;
    return fetch(url, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        'X-Grafana-Context': JSON.stringify({ Login: 'ann', OrgRole: role }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  return {
    async ask<Name extends RouteName>(name: Name, asked: Asked = {}) {
      const response = await send(name, asked);
      const text = await response.text();
      if (response.status !== 200) throw new Error(`${name} was answered ${response.status}: ${text}`);
      const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
      return (isJson ? JSON.parse(text) : text) as Answer<Name>;
    },
    async refusal(name, asked = {}) {
      const response = await send(name, asked);
      if (response.headers.get('content-type') !== 'application/problem+json; charset=utf-8') {
        throw new Error(`${name} was answered ${response.status}: ${await response.text()}`);
      }
      return (await response.json()) as Problem;
    },
  };
}
