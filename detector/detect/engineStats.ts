import type { CaseName } from '../model/finding.ts';
import type { Case } from './cases.ts';
import type { DeviceClocks } from './deviceClocks.ts';
import type { Evicted, WindowBudget } from './windowBudget.ts';

export interface DeviceStats {
  readonly deviceId: number;
  /** The newest time that it has sent, ms since 1970. */
  readonly clockAt: number;
  /** Records that came too far behind that clock and counted for nothing. */
  readonly late: number;
  /** Records that came from the future and counted as of their arrival. */
  readonly future: number;
}

export interface CaseStats {
  readonly contacts: number;
  readonly capacity: number;
  readonly evicted: Evicted;
}

export interface EngineStats {
  /** The newest of all clocks; null before the first record. */
  readonly newestAt: number | null;
  readonly devices: readonly DeviceStats[];
  /** Different sources in the windows. */
  readonly sources: number;
  readonly cases: Readonly<Record<CaseName, CaseStats>>;
  /** Deny-rule hits dropped because too many sources had one at a time. */
  readonly hitsEvicted: number;
}

interface Parts {
  readonly cases: readonly Case[];
  readonly clocks: DeviceClocks;
  readonly windowBudget: WindowBudget;
  readonly maxSource: number;
  readonly hitsEvicted: number;
}

/** What the engine holds and what it had to leave out. Walks all keys: call it every few seconds, not per record. */
export function gatherStats({ cases, clocks, windowBudget, maxSource, hitsEvicted }: Parts): EngineStats {
  const caseStats = (name: CaseName): CaseStats => {
    const window = cases.find((one) => one.name === name)?.window;
    return {
      contacts: window?.contacts.size ?? 0,
      capacity: window?.maxContacts ?? 0,
      evicted: windowBudget.evicted[name],
    };
  };
  return {
    newestAt: clocks.known.length === 0 ? null : clocks.newest,
    devices: gatherDeviceStats(clocks),
    sources: countSources(cases, maxSource),
    cases: {
      'port-scan': caseStats('port-scan'),
      'port-sweep': caseStats('port-sweep'),
      vulnerability: caseStats('vulnerability'),
    },
    hitsEvicted,
  };
}

export function gatherDeviceStats(clocks: DeviceClocks): DeviceStats[] {
  return clocks.known.map((deviceId) => ({
    deviceId,
    clockAt: clocks.now(deviceId),
    late: clocks.late.get(deviceId) ?? 0,
    future: clocks.future.get(deviceId) ?? 0,
  }));
}

function countSources(cases: readonly Case[], maxSource: number): number {
  const isSource = new Uint8Array(maxSource + 1);
  for (const { window } of cases) {
    for (let key = 1; key <= window.keys.size; key++) isSource[window.keys.source(key)] = 1;
  }
  return isSource.reduce((sum, one) => sum + one, 0);
}
