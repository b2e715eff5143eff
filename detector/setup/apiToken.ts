import { join } from 'node:path';
import type { Configuration } from './configuration.ts';
import { loadToken } from './keptToken.ts';
import type { KeptToken } from './keptToken.ts';

/** The token that Grafana has to show: the operator's, or one that is made once and kept in the data folder. */
export function loadApiToken({ api, dataDir }: Pick<Configuration, 'api' | 'dataDir'>): Promise<KeptToken> {
  return loadToken({ owner: "The API's", ...api, ownFile: join(dataDir, 'api-token') });
}
