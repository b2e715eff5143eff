import { vulnerabilityMinutes } from '../detect/cases.ts';
import { lateMs } from '../detect/deviceClocks.ts';
import { createEngine } from '../detect/engine.ts';
import type { DeviceStats, Engine, EngineStats } from '../detect/engine.ts';
import type { Logger } from '../log.ts';
import { cidrOf } from '../model/cidr.ts';
import { createCidrSet } from '../model/cidrSet.ts';
import type { Finding } from '../model/finding.ts';
import type { Context, RecordBatch } from '../model/record.ts';
import type { Settings } from '../model/settings.ts';
import type { Database } from '../store/database.ts';
import { deviceStates } from '../store/devices.ts';
import { appliedChangesAfter, markApplied, pendingEngineChanges } from '../store/records/engineChanges.ts';
import type { EngineChange } from '../store/records/engineChanges.ts';
import { findingsSince } from '../store/blacklist/findings.ts';
import { loadSettings } from '../store/settingsRow.ts';
import type { StoredSettings } from '../store/settingsRow.ts';
import { loadSnapshot, saveSnapshot } from '../store/records/snapshots.ts';
import type { EngineSnapshot } from '../store/records/snapshots.ts';
import { readStoredRecords } from '../store/records/storedRecords.ts';
import type { RecordRange } from '../store/records/storedRecords.ts';
import type { Hits } from './applyFindings.ts';
import { minuteMs, dayMs } from '../time/units.ts';

/** The running engine with what it was told: it follows the records and what people change, and survives a restart. */
export interface Detection {
  /** The settings that the engine works by. */
  settings(): Settings;
  isOn(): boolean;
  observe(batch: RecordBatch, arrivedAtMs: number): Finding[];
  takeHits(): Hits;
  /** Follows what people changed since; only between batches, with everything up to this record stored. */
  applyChanges(lastRecordId: number): Promise<void>;
  /** Keeps the state as of this record; only between batches. Resolves when it is stored; one at a time is enough. */
  saveSnapshot(lastRecordId: number): Promise<void>;
  stats(): EngineStats;
  deviceStats(): DeviceStats[];
}

export interface DetectionOptions {
  readonly database: Database;
  readonly contexts: readonly (Context | undefined)[];
  readonly maxContacts: number;
  readonly defaults: Settings;
  readonly lastRecordId: number;
  /** This detector's number; see `takeLead`. */
  readonly leader: number;
  /** Breaks off what reads stored records, which can take minutes; the windows are of no use then. */
  readonly stop: AbortSignal;
  readonly log: Logger;
}

/** Devices silent for longer than this keep no records in the windows. */
const silentMs = dayMs;

/** Opens detection as it was when it last stored something: from its snapshot, or from the stored records. */
export async function openDetection(options: DetectionOptions): Promise<Detection> {
  const { database, contexts, maxContacts, log } = options;
  let stored = await loadSettings(database.pool, options.defaults);
  let isOn = stored.detection;
  let changeId = 0;
  let engine = create(stored.settings);

  function create(settings: Settings): Engine {
    return createEngine({ settings, maxContacts, contexts });
  }

  async function restore(): Promise<void> {
    const snapshot = await loadSnapshot(database.pool);
    const pending = await pendingEngineChanges(database.pool);
    const applied = await appliedChangesAfter(database.pool, snapshot?.changeId ?? 0);
    isOn = modeBefore(pending, stored);
    changeId = Math.max(snapshot?.changeId ?? 0, ...applied.map((change) => change.id));
    if (snapshot !== undefined && (await follow(snapshot, applied))) return;
    await rebuild(options.lastRecordId);
    await keep(options.lastRecordId);
  }

  /** Brings the snapshot up to the newest record; false when it can't be. */
  async function follow(
    snapshot: EngineSnapshot,
    applied: Awaited<ReturnType<typeof appliedChangesAfter>>,
  ): Promise<boolean> {
    if (applied.some(needsRebuild) || !engine.restore(snapshot.parts)) return false;
    const isOnNow = isOn;
    isOn = modeBefore(applied, { detection: isOn });
    let at = snapshot.recordId;
    for (const change of applied) {
      await replay(at, change.appliedRecordId ?? at);
      at = Math.max(at, change.appliedRecordId ?? at);
      obey(change);
    }
    await replay(at, options.lastRecordId);
    isOn = isOnNow;
    log.info({ records: options.lastRecordId - snapshot.recordId }, 'the windows were restored');
    return true;
  }

  /** Stored records once more; what they led to is stored already. */
  async function replay(afterId: number, throughId: number): Promise<void> {
    if (throughId <= afterId) return;
    for await (const batch of readStoredRecords(database, contexts, { afterId, throughId }, options.stop)) {
      engine.observe(batch, NaN, isOn ? 'detect' : 'keep-windows');
    }
  }

  /** Fills new windows from the stored records that still count, but for what was to be forgotten. */
  async function rebuild(throughId: number): Promise<void> {
    const { settings } = stored;
    const minutes = Math.max(settings.portScan.minutes, settings.portSweep.minutes, vulnerabilityMinutes);
    const sinceMs = (await oldestClock(database)) - minutes * minuteMs - lateMs;
    engine = create(settings);
    let afterId = 0;
    for (const change of await appliedChangesAfter(database.pool, 0)) {
      if (change.kind !== 'forget' || change.appliedRecordId === null) continue;
      await recall({ afterId, throughId: change.appliedRecordId, sinceMs });
      obey(change);
      afterId = change.appliedRecordId;
    }
    await recall({ afterId, throughId, sinceMs });
    // No device has sent anything yet, so there is no newest time.
    const since = sinceMs > 0 ? { since: new Date(sinceMs) } : {};
    log.info(since, 'the windows were rebuilt');
  }

  async function recall(range: Required<RecordRange>): Promise<void> {
    const records = readStoredRecords(database, contexts, range, options.stop);
    for await (const batch of records) engine.observe(batch, NaN, 'keep-windows');
    for (const finding of await findingsSince(database.pool, range.sinceMs, range)) engine.noteFinding(finding);
  }

  function obey(change: EngineChange): void {
    if (change.kind === 'forget') engine.forget(createCidrSet(change.detail.ranges.map(cidrOf)));
    if (change.kind === 'detection') isOn = change.detail.on;
  }

  async function applyChanges(lastRecordId: number): Promise<void> {
    const pending = await pendingEngineChanges(database.pool);
    if (pending.length === 0) return;
    const isOther = pending.some(needsRebuild);
    if (isOther || pending.some((change) => change.kind === 'settings')) {
      stored = await loadSettings(database.pool, options.defaults);
    }
    if (isOther) await rebuild(lastRecordId);
    pending.forEach(obey);
    const ids = pending.map((change) => change.id);
    changeId = Math.max(changeId, ...ids);
    await markApplied(database.pool, ids, lastRecordId);
    if (isOther) await keep(lastRecordId);
    log.info({ changes: pending.map((change) => change.kind) }, 'changes took effect');
  }

  /** A rebuilt engine is kept at once: rebuilding it later would miss deny-rule hits that are not stored yet. */
  function keep(recordId: number): Promise<void> {
    const parts = engine.snapshot();
    return saveSnapshot(database, { recordId, changeId, parts }, options.leader);
  }

  await restore();
  return {
    settings: () => stored.settings,
    isOn: () => isOn,
    observe: (batch, arrivedAtMs) => engine.observe(batch, arrivedAtMs, isOn ? 'detect' : 'keep-windows'),
    takeHits: () => engine.takeHits(),
    applyChanges,
    saveSnapshot: keep,
    stats: () => engine.stats(),
    deviceStats: () => engine.deviceStats(),
  };
}

/** Whether the windows are others after it. */
function needsRebuild(change: EngineChange): boolean {
  return change.kind === 'rebuild' || (change.kind === 'settings' && change.detail.areWindowsKept !== true);
}

/** Whether detection was on before these changes; each of its changes turned it over. */
function modeBefore(changes: readonly EngineChange[], after: Pick<StoredSettings, 'detection'>): boolean {
  const first = changes.find((change) => change.kind === 'detection');
  return first?.kind === 'detection' ? !first.detail.on : after.detection;
}

/** The oldest clock of the devices that are not silent; records before its windows count no more. */
async function oldestClock(database: Database): Promise<number> {
  const clocks = (await deviceStates(database.pool)).flatMap(({ newestAt }) => (newestAt === null ? [] : [newestAt]));
  const newest = Math.max(...clocks, 0);
  return Math.min(newest, ...clocks.filter((clock) => clock > newest - silentMs));
}
