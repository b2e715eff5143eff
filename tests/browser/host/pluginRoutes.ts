import { readFileSync } from 'node:fs';

export type Role = 'Viewer' | 'Editor' | 'Admin';

/** One of the ways through Grafana's proxy, as `plugin.json` has them; the first that fits decides. */
export interface PluginRoute {
  readonly path: string;
  readonly method: string;
  readonly url: string;
  readonly reqRole: Role;
  readonly headers: readonly { readonly name: string; readonly content: string }[];
}

/** What Grafana reads of a plugin before it runs. */
export interface PluginDocument {
  readonly name: string;
  readonly id: string;
  readonly type: string;
  readonly info: object;
  readonly includes: readonly { readonly name: string; readonly path: string; readonly role: Role }[];
  readonly routes: readonly PluginRoute[];
}

const ranks: Readonly<Record<Role, number>> = { Viewer: 1, Editor: 2, Admin: 3 };

export function hasRole(own: Role, wanted: Role): boolean {
  return ranks[own] >= ranks[wanted];
}

export function readPluginDocument(): PluginDocument {
  return JSON.parse(readFileSync(new URL('../../../plugin.json', import.meta.url), 'utf8')) as PluginDocument;
}

/**
 * The first route that fits, and what is left of the path behind it. As in Grafana's proxy, `a/*` fits what lies below
 * `a` and not `a` itself, a slash at the end is dropped, and the rest comes decoded.
 */
export function findRoute(
  routes: readonly PluginRoute[],
  method: string,
  path: string,
): { readonly route: PluginRoute; readonly rest: string } | undefined {
  const wanted = decodeURIComponent(path).replace(/^\/|\/$/g, '');
  for (const route of routes) {
    if (route.method !== '*' && route.method !== method) continue;
    if (route.path === wanted) return { route, rest: '' };
    const base = route.path.endsWith('/*') ? route.path.slice(0, -1) : undefined;
    if (base !== undefined && wanted.startsWith(base) && wanted.length > base.length) {
      return { route, rest: wanted.slice(base.length) };
    }
  }
  return undefined;
}
