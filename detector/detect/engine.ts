import { randomInt } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { parseAddress } from '../model/address.ts';
import { cidrOf } from '../model/cidr.ts';
import { createCidrSet } from '../model/cidrSet.ts';
import type { CidrSet } from '../model/cidrSet.ts';
import type { Finding } from '../model/finding.ts';
import { isPublic } from '../model/publicAddress.ts';
import type { Context, RecordBatch } from '../model/record.ts';
import type { Settings } from '../model/settings.ts';
import { activityOf } from './activity.ts';
import type { Activity } from './activity.ts';
import { AddressTable } from './addressTable.ts';
import { createCases } from './cases.ts';
import type { Case } from './cases.ts';
import { DenyHits } from './denyHits.ts';
import type { DenyHitColumns } from './denyHits.ts';
import { DeviceClocks, lateMs } from './deviceClocks.ts';
import { gatherDeviceStats, gatherStats } from './engineStats.ts';
import type { DeviceStats, EngineStats } from './engineStats.ts';
import { buildFinding } from './evidence.ts';
import { createExclusions } from './exclusions.ts';
import { WindowBudget } from './windowBudget.ts';
import { SnapshotReader, SnapshotWriter } from './snapshot.ts';
import { TraitTable, traitBits } from './traits.ts';

export type { Activity, DenyHitColumns, DeviceStats, EngineStats };

export const defaultMaxContacts = 2_097_152;

/** The settings that detection depends on. */
export type DetectionSettings = Pick<
  Settings,
  'portScan' | 'portSweep' | 'vulnerability' | 'denyRule' | 'ownNetworks' | 'exclusions'
>;

export interface EngineOptions {
  readonly settings: DetectionSettings;
  /** Contacts that each case keeps at most; each takes about 60 bytes, and with more, fewer are let go in a flood. */
  readonly maxContacts: number;
  /** Contexts by id; may grow. */
  readonly contexts: readonly (Context | undefined)[];
}

/** `keep-windows` counts but finds nothing: for when detection is off, and to fill windows from stored records. */
export type ObserveMode = 'detect' | 'keep-windows';

/** A finding's time and key. */
export type FindingMark = Pick<Finding, 'at' | 'case' | 'source' | 'target' | 'port'>;

export interface Engine {
  /**
   * Settles each record's time (in `batch.at`), counts it, and returns the findings in order.
   * `arrivedAtMs` is NaN when a record arrives when it says, so that none lies in the future.
   */
  observe(batch: RecordBatch, arrivedAtMs: number, mode: ObserveMode): Finding[];
  /** The newest hit on the deny rule of each source since the last call. */
  takeHits(): DenyHitColumns;
  /** Clears all that was counted about sources in these ranges. */
  forget(ranges: CidrSet): void;
  /** Silences the key of an earlier finding as if it had been found here. */
  noteFinding(finding: FindingMark): void;
  /** What the windows hold about a source, given as four words. */
  contactsOf(words: Uint32Array): Activity[];
  stats(): EngineStats;
  /** The part of `stats` that costs nothing. */
  deviceStats(): DeviceStats[];
  /** The whole state in chunks of at most 8 MiB, to be read on the same kind of machine. */
  snapshot(): Uint8Array[];
  /** Replaces the state. False, and nothing is changed, when it is cut short, or of another version or other settings. */
  restore(chunks: readonly Uint8Array[]): boolean;
}

/** Creates the engine of the three cases. It reads no clock and does no I/O; what it finds depends on the records alone. */
export function createEngine({ settings, maxContacts, contexts }: EngineOptions): Engine {
  const seed = randomInt(2 ** 32);
  const ownNetworks = createCidrSet(settings.ownNetworks.map(cidrOf));
  const exclusions = createExclusions(settings.exclusions);
  const traitTable = new TraitTable(contexts, settings);
  const addresses = new AddressTable(seed);
  const clocks = new DeviceClocks();
  const hits = new DenyHits(maxContacts, seed);
  const { portScan, portSweep, vulnerability } = createCases(settings, maxContacts, seed);
  const cases = [portScan, portSweep, vulnerability];
  const windowBudget = new WindowBudget({ cases, addresses, clocks });
  const parts = [clocks, addresses, hits, ...cases.map(({ window }) => window), windowBudget];
  const fingerprint = fingerprintOf(settings, maxContacts);

  function observe(batch: RecordBatch, arrivedAtMs: number, mode: ObserveMode): Finding[] {
    const findings: Finding[] = [];
    for (let row = 0; row < batch.length; row++) {
      const deviceId = batch.deviceId[row];
      const at = clocks.settle(deviceId, batch.at[row], batch.alternativeAt[row], arrivedAtMs);
      batch.at[row] = at;
      const countedAt = clocks.now(deviceId);
      if (at < countedAt - lateMs) {
        clocks.noteLate(deviceId);
        continue;
      }
      const traits = traitTable.of(batch.context[row]);
      if (traits === 0) continue;
      if ((traits & traitBits.denyHit) !== 0) hits.note(batch.source, 4 * row, countedAt);
      if (isCounted(batch, row, traits)) count(batch, row, traits, countedAt, mode === 'detect' ? findings : undefined);
    }
    return findings;
  }

  function isCounted(batch: RecordBatch, row: number, traits: number): boolean {
    const countsWithoutPort = (traits & traitBits.vulnerability) !== 0;
    if (batch.destinationPort[row] === 0 && !countsWithoutPort) return false;
    if (exclusions?.(batch, row, traits) === true) return false;
    if (!isPublic(batch.source, 4 * row)) return false;
    return ownNetworks.size === 0 || ownNetworks.has(batch.destination, 4 * row);
  }

  function count(batch: RecordBatch, row: number, traits: number, at: number, findings: Finding[] | undefined): void {
    windowBudget.make();
    const source = addresses.intern(batch.source, 4 * row);
    const target = addresses.intern(batch.destination, 4 * row);
    const port = batch.destinationPort[row];

    function countFor(from: Case, group: number, value: number): void {
      const sourcePort = batch.sourcePort[row];
      const key = from.window.add(source, group, value, sourcePort, at);
      if (findings === undefined) return;
      const completion = from.window.complete(key, value, sourcePort, at);
      if (completion === undefined) return;
      findings.push(
        buildFinding({
          from,
          completion,
          addresses,
          at,
          source,
          group,
          destinationPort: port,
          deviceId: batch.deviceId[row],
          context: contexts[batch.context[row]],
          detail: batch.detail[row],
          hitBeforeAt: hits.takeOf(batch.source, 4 * row),
        }),
      );
    }

    if ((traits & traitBits.portScan) !== 0) countFor(portScan, target, port);
    if ((traits & traitBits.portSweep) !== 0) countFor(portSweep, port, target);
    if ((traits & traitBits.vulnerability) !== 0) countFor(vulnerability, target, port);
  }

  function forget(ranges: CidrSet): void {
    windowBudget.forget((source) => ranges.has(addresses.words, 4 * source));
  }

  function noteFinding(finding: FindingMark): void {
    windowBudget.make();
    const source = internText(finding.source);
    const from = cases.find(({ name }) => name === finding.case);
    const group = finding.case === 'port-sweep' ? finding.port : internText(finding.target);
    if (from === undefined || source === null || group === null) return;
    from.window.silence(source, group, finding.at);
  }

  function internText(text: string | null): number | null {
    const words = text === null ? undefined : parseAddress(text);
    return words === undefined ? null : addresses.intern(words, 0);
  }

  function snapshot(): Uint8Array[] {
    const writer = new SnapshotWriter(fingerprint);
    for (const part of parts) part.save(writer);
    return writer.finish();
  }

  function restore(chunks: readonly Uint8Array[]): boolean {
    const reader = SnapshotReader.open(chunks, fingerprint);
    if (reader === undefined) return false;
    for (const part of parts) part.load(reader);
    return true;
  }

  return {
    observe,
    takeHits: () => hits.take(),
    forget,
    noteFinding,
    contactsOf: (words) => activityOf(words, cases, addresses),
    stats: () => gatherStats({ cases, clocks, windowBudget, maxSource: addresses.size, hitsEvicted: hits.evicted }),
    deviceStats: () => gatherDeviceStats(clocks),
    snapshot,
    restore,
  };
}

/** Whether an engine of the one settings holds and finds what one of the others does. */
export function isSameDetection(one: DetectionSettings, other: DetectionSettings): boolean {
  return isDeepStrictEqual(detectionSettingsOf(one), detectionSettingsOf(other));
}

function detectionSettingsOf(settings: DetectionSettings): DetectionSettings {
  const { portScan, portSweep, vulnerability, denyRule, ownNetworks, exclusions } = settings;
  return { portScan, portSweep, vulnerability, denyRule, ownNetworks, exclusions };
}

function fingerprintOf(settings: DetectionSettings, maxContacts: number): string {
  return JSON.stringify({ ...detectionSettingsOf(settings), maxContacts });
}
