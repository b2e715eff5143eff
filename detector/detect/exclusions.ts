import { cidrOf } from '../model/cidr.ts';
import { createCidrSet } from '../model/cidrSet.ts';
import type { RecordBatch } from '../model/record.ts';
import type { Settings } from '../model/settings.ts';
import { traitBits } from './traits.ts';

/** Whether a record with these traits counts for no case by its port, destination or threat; rules are in the traits. */
export type Exclusions = (batch: RecordBatch, row: number, traits: number) => boolean;

/** Undefined where nothing is left out, so that no record pays for it. */
export function createExclusions({ ports, destinations, threatIds }: Settings['exclusions']): Exclusions | undefined {
  if (ports.length + destinations.length + threatIds.length === 0) return undefined;
  const isPortExcluded = new Uint8Array(65_536);
  for (const port of ports) isPortExcluded[port] = 1;
  const ranges = createCidrSet(destinations.map(cidrOf));
  const threats = new Set(threatIds);
  return (batch, row, traits) =>
    isPortExcluded[batch.destinationPort[row]] === 1 ||
    ranges.has(batch.destination, 4 * row) ||
    (threats.size > 0 &&
      (traits & traitBits.vulnerability) !== 0 &&
      isThreatExcluded(batch.detail[row]?.threatId ?? '', threats));
}

/** PAN-OS writes the ID alone, or behind the threat's name: `Command Injection(95187)`. */
export function isThreatExcluded(threatId: string, threats: ReadonlySet<string>): boolean {
  if (threatId === '' || threats.size === 0) return false;
  const number = /\((\d+)\)$/.exec(threatId)?.[1];
  return threats.has(threatId) || (number !== undefined && threats.has(number));
}
