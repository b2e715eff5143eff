import type { Answer } from '../contract/contract.ts';
import type { EngineStats } from '../../detect/engine.ts';
import { formatCidr } from '../../model/cidr.ts';
import { describeCertificate } from '../../publish/describeCertificate.ts';
import { loadServerFacts } from '../../store/serverFacts.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import { listUrl } from '../../actions/list/listUrl.ts';
import { productVersion } from '../../setup/productVersion.ts';
import type { ApiContext } from './apiContext.ts';

/** The detector and its list, as they are. */
export async function describeSystem(context: ApiContext): Promise<Answer<'GET /system'>> {
  const { database, defaults, configuration, list, startedAt } = context;
  const { detection, settings } = await loadSettings(database.pool, defaults);
  const server = await loadServerFacts(database.pool);
  const work = context.work();
  const served = list.holder.current()?.version;
  const certificate = describeCertificate(list.certificate.certificatePem);
  return {
    version: productVersion(),
    node: process.version,
    database: `PostgreSQL ${server.version}, ${configuration.databaseUrl === null ? 'embedded' : 'your own'}`,
    migration: server.migration,
    startedAt,
    memoryBytes: process.memoryUsage.rss(),
    isWorking: work !== undefined,
    detection,
    timeZone: settings.timeZone,
    windows: work === undefined ? null : windowsOf(work.detection.stats()),
    intake: [...(work?.receivers.listeners ?? [])],
    list: {
      url: listUrl(list.certificate, list.port),
      entries: served?.entries.length ?? null,
      capacity: settings.listCapacity,
      madeAt: served?.madeAtMs ?? null,
      needsLogin: configuration.list.login !== null,
      clients: configuration.list.clients.map(formatCidr),
      certificate: { ...certificate, names: [...certificate.names] },
      hasOwnAuthority: list.certificate.authorityPem !== null,
    },
  };
}

/** All cases together. */
export function windowsOf({ cases }: EngineStats): { contacts: number; capacity: number; evicted: number } {
  const all = Object.values(cases);
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  return {
    contacts: sum(all.map(({ contacts }) => contacts)),
    capacity: sum(all.map(({ capacity }) => capacity)),
    evicted: sum(all.map(({ evicted }) => evicted.contacts)),
  };
}
