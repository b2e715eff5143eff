import type { Role } from '../host/pluginRoutes.ts';
import type { HostDashboards } from '../host/dashboards.ts';
import type { Theme } from '../host/hostDocument.ts';

/** The detector's API as Grafana reaches it; the URL has no path. */
export interface DetectorApi {
  readonly url: string;
  readonly token: string;
}

/** An address at which nothing answers. */
export const awayApi: DetectorApi = { url: 'http://127.0.0.1:9', token: 'unheard' };

export interface Visit {
  readonly role: Role;
  readonly theme: Theme;
  /** Without it the plugin is not configured, and what it asks of the detector gets 502. */
  readonly api: DetectorApi | undefined;
  /** A real Grafana has what it has. */
  readonly dashboards: HostDashboards;
}

/** A Grafana, or the page host that stands for it, with the plugin set up and someone signed in. */
export interface Grafana {
  readonly url: string;
  readonly cookies: readonly { readonly name: string; readonly value: string }[];
  close(): Promise<void>;
}
