import { neverBlock } from '../../block/neverBlock.ts';
import { createSafety } from '../../block/safety.ts';
import type { Safety } from '../../block/safety.ts';
import { cidrOf } from '../../model/cidr.ts';
import type { Settings } from '../../model/settings.ts';
import { activeAllowEntries } from '../../store/blacklist/allowEntries.ts';
import type { Queryable } from '../../store/database.ts';
import { listDevices } from '../../store/devices.ts';
import { listClients } from '../../store/listPolls.ts';
import type { ListAccess } from '../actor.ts';

/** Whether not everybody may fetch the list. */
export function isGuarded(listAccess: ListAccess): boolean {
  return listAccess.hasPassword || listAccess.clients.length > 0;
}

/**
 * Reads what may not be blocked. Who was given the list is safe only where not everybody could have been, then and now: else
 * an attacker would ask for it once and never be blocked.
 */
export async function loadSafety(
  database: Queryable,
  settings: Settings,
  listAccess: ListAccess,
  nowMs: number,
): Promise<Safety> {
  const allowed = await activeAllowEntries(database, nowMs);
  const devices = await listDevices(database);
  const clients = isGuarded(listAccess)
    ? (await listClients(database)).filter(({ trustedAt }) => trustedAt !== null)
    : [];
  return createSafety({
    allowlist: allowed.map((entry) => cidrOf(entry.range)),
    ownNetworks: settings.ownNetworks.map(cidrOf),
    neverBlock,
    listClients: [
      ...listAccess.clients.filter((range) => range.prefix === 128),
      ...clients.map((client) => cidrOf(client.client)),
    ],
    logSenders: devices.flatMap((device) => device.senders).map(cidrOf),
  });
}
