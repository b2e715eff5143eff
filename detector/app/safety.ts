import { parseCidr } from '../model/cidr.ts';
import type { Cidr } from '../model/cidr.ts';
import { createCidrSet } from '../model/cidrSet.ts';
import type { CidrSet } from '../model/cidrSet.ts';
import { neverBlock } from '../block/neverBlock.ts';
import type { Settings } from '../model/settings.ts';
import { activeAllowEntries } from '../store/allowEntries.ts';
import type { Queryable } from '../store/database.ts';
import { listDevices } from '../store/devices.ts';
import { listClients } from '../store/listPolls.ts';

/** The addresses that may not be blocked, by why not. */
export interface Safety {
  readonly allowlist: CidrSet;
  readonly ownNetworks: CidrSet;
  readonly neverBlock: CidrSet;
  readonly listClients: CidrSet;
  readonly logSenders: CidrSet;
}

export interface ListDoor {
  /** Ranges that may fetch the list; empty: anybody may. */
  readonly clients: readonly string[];
  readonly hasPassword: boolean;
}

export type SafetyRanges = Readonly<Record<keyof Safety, readonly Cidr[]>>;

/**
 * Reads what is safe from being blocked. Who fetches the list is safe only where not everybody may fetch it:
 * else an attacker would ask for it once and never be blocked.
 */
export async function loadSafetyRanges(
  database: Queryable,
  settings: Settings,
  door: ListDoor,
  nowMs: number,
): Promise<SafetyRanges> {
  const [allowed, devices, clients] = [
    await activeAllowEntries(database, nowMs),
    await listDevices(database),
    await listClients(database),
  ];
  const guarded = door.hasPassword || door.clients.length > 0;
  const served = guarded ? clients.filter((client) => client.lastStatus < 400).map((client) => client.client) : [];
  return {
    allowlist: cidrsOf(allowed.map((entry) => entry.range)),
    ownNetworks: cidrsOf(settings.ownNetworks),
    neverBlock: neverBlock.map((entry) => entry.cidr),
    listClients: cidrsOf([...hostsOnly(door.clients), ...served]),
    logSenders: cidrsOf(devices.flatMap((device) => device.senders)),
  };
}

export function safetyOf(ranges: SafetyRanges): Safety {
  return {
    allowlist: createCidrSet(ranges.allowlist),
    ownNetworks: createCidrSet(ranges.ownNetworks),
    neverBlock: createCidrSet(ranges.neverBlock),
    listClients: createCidrSet(ranges.listClients),
    logSenders: createCidrSet(ranges.logSenders),
  };
}

/** Ranges that may fetch the list are often wide (a whole site); only single addresses among them name a firewall. */
function hostsOnly(ranges: readonly string[]): string[] {
  return ranges.filter((range) => !range.includes('/'));
}

function cidrsOf(texts: readonly string[]): Cidr[] {
  return texts.map(parseCidr).filter((cidr) => typeof cidr !== 'string');
}
