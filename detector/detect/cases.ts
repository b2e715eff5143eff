import type { CaseName } from '../model/finding.ts';
import type { Settings } from '../model/settings.ts';
import { DistinctWindow } from './distinctWindow.ts';
import { minuteMs } from '../time/units.ts';

export const vulnerabilityMinutes = 10;

export type CaseSettings = Pick<Settings, 'portScan' | 'portSweep' | 'vulnerability'>;

/** One case at work: its window, and the settings that its findings carry. */
export interface Case {
  readonly name: CaseName;
  readonly window: DistinctWindow;
  readonly settings: Readonly<Record<string, string | number>>;
  readonly watchOnly: boolean;
  /** A group is the number of an address (a target), not a port. */
  readonly isGroupAddress: boolean;
  /** A value is the number of an address, not a port. */
  readonly isValueAddress: boolean;
}

export interface Cases {
  readonly portScan: Case;
  readonly portSweep: Case;
  readonly vulnerability: Case;
}

/** The three cases, empty. A vulnerability attack is a window that one record completes. */
export function createCases(settings: CaseSettings, maxContacts: number, seed: number): Cases {
  const { portScan, portSweep, vulnerability } = settings;
  const createCase = (name: CaseName, own: Case['settings'], minutes: number, needed: number): Case => ({
    name,
    window: new DistinctWindow({ maxContacts, windowMs: minutes * minuteMs, needed, seed }),
    settings: own,
    watchOnly: own['mode'] === 'watch',
    isGroupAddress: name !== 'port-sweep',
    isValueAddress: name === 'port-sweep',
  });
  return {
    portScan: createCase('port-scan', { ...portScan }, portScan.minutes, portScan.ports + 1),
    portSweep: createCase('port-sweep', { ...portSweep }, portSweep.minutes, portSweep.addresses),
    vulnerability: createCase('vulnerability', { ...vulnerability }, vulnerabilityMinutes, 1),
  };
}
