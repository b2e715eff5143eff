import { formatAddress } from '../model/address.ts';
import type { CaseName, Contact } from '../model/finding.ts';
import type { AddressTable } from './addressTable.ts';
import type { Case } from './cases.ts';
import { listContacts } from './evidence.ts';

/** What a source has done so far towards one case: on one target (a scan), on one port (a sweep). */
export interface Activity {
  readonly case: CaseName;
  readonly target: string | null;
  readonly port: number | null;
  /** Different values still in memory; those further apart than a window are among them. */
  readonly count: number;
  /** Newest first, at most 100 of them. */
  readonly contacts: readonly Contact[];
  /** When it came true last, as counted; null when it has not within a window. */
  readonly findingAt: number | null;
}

/** All that the windows hold about one source, given as four words. */
export function activityOf(words: Uint32Array, cases: readonly Case[], addresses: AddressTable): Activity[] {
  const source = addresses.find(words, 0);
  if (source === 0) return [];
  return cases.flatMap((one) => activityInCase(source, one, addresses));
}

function activityInCase(source: number, one: Case, addresses: AddressTable): Activity[] {
  const { keys } = one.window;
  const activity: Activity[] = [];
  for (let key = 1; key <= keys.size; key++) {
    if (keys.source(key) !== source) continue;
    const group = keys.group(key);
    const values = one.window.valuesOf(key);
    activity.push({
      case: one.name,
      target: one.isGroupAddress ? formatAddress(addresses.words, 4 * group) : null,
      port: one.isGroupAddress ? null : group,
      count: values.length,
      contacts: listContacts(one, values, addresses),
      findingAt: keys.findingAt(key) === 0 ? null : keys.findingAt(key),
    });
  }
  return activity;
}
