import { neverBlock } from '../block/neverBlock.ts';
import { createSafety } from '../block/safety.ts';
import type { Safety } from '../block/safety.ts';
import { cidrOf } from '../model/cidr.ts';
import type { Cidr } from '../model/cidr.ts';
import type { Settings } from '../model/settings.ts';
import { activeAllowEntries } from '../store/allowEntries.ts';
import type { Queryable } from '../store/database.ts';
import { listDevices } from '../store/devices.ts';
import { listClients } from '../store/listPolls.ts';

/** Who may fetch the list. */
export interface ListDoor {
  /** Empty: anybody. */
  readonly clients: readonly Cidr[];
  readonly hasPassword: boolean;
}

/**
 * Reads what may not be blocked. Who fetches the list is safe only where not everybody may fetch it: else an attacker
 * would ask for it once and never be blocked.
 */
export async function loadSafety(
  database: Queryable,
  settings: Settings,
  door: ListDoor,
  nowMs: number,
): Promise<Safety> {
  const allowed = await activeAllowEntries(database, nowMs);
  const devices = await listDevices(database);
  const isGuarded = door.hasPassword || door.clients.length > 0;
  const clients = isGuarded ? (await listClients(database)).filter((client) => client.lastStatus < 400) : [];
  return createSafety({
    allowlist: allowed.map((entry) => cidrOf(entry.range)),
    ownNetworks: settings.ownNetworks.map(cidrOf),
    neverBlock,
    listClients: [
      ...door.clients.filter((range) => range.prefix === 128),
      ...clients.map((client) => cidrOf(client.client)),
    ],
    logSenders: devices.flatMap((device) => device.senders).map(cidrOf),
  });
}
