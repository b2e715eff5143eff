import { pluginId } from './pluginId.ts';

/** Pages in the order in which a person meets them; each is a folder of `pages/`. */
export const pageNames = [
  'overview',
  'blacklist',
  'records',
  'cases',
  'devices',
  'setup',
  'allowlist',
  'notifications',
  'system',
] as const;
export type PageName = (typeof pageNames)[number];

/** Where a page stands in Grafana. */
export function pagePath(name: PageName): string {
  return `/a/${pluginId}/${name}`;
}
