import { createMemoryBlacklist } from '../block/memoryBlacklist.ts';
import type { MemoryBlacklist } from '../block/memoryBlacklist.ts';
import { neverBlock } from '../block/neverBlock.ts';
import { createEngine } from '../detect/engine.ts';
import type { Engine } from '../detect/engine.ts';
import { nextMidnight } from '../time/calendar.ts';
import { cidrOf } from '../model/cidr.ts';
import type { CaseName, Finding } from '../model/finding.ts';
import { createRecordBatch } from '../model/record.ts';
import type { RecordBatch } from '../model/record.ts';
import type { ReplaySettings } from '../model/settings.ts';
import { createContextTable } from '../parse/contextTable.ts';
import { createLineReader } from '../parse/lineReader.ts';
import type { DeviceReading, LineReader } from '../parse/lineReader.ts';
import { readCompleteLines } from '../receive/readCompleteLines.ts';
import { readLogFile, sizeOfLogFiles } from './logFile.ts';
import { sliceOfBatch } from './sliceOfBatch.ts';
import { itemAt } from '../model/itemAt.ts';

/** What came of a replay; times are ISO 8601, UTC. */
export interface ReplayDocument {
  readonly lines: number;
  readonly records: number;
  /** Lines by why they could not be read. */
  readonly unreadable: Readonly<Record<string, number>>;
  /** Lines of other log types, such as SYSTEM; absent where there were none. */
  readonly otherTypes?: number;
  readonly findings: readonly {
    readonly at: string;
    readonly case: CaseName;
    readonly source: string;
    readonly target: string | null;
    readonly port: number | null;
    readonly count: number;
  }[];
  /** In order of detection, released ones included. */
  readonly blocks: readonly {
    readonly address: string;
    readonly case: string;
    readonly detectedAt: string;
    readonly lastSeenAt: string;
    readonly expiresAt: string | null;
  }[];
  readonly held: readonly { readonly address: string; readonly reason: string }[];
  readonly refused: readonly { readonly address: string; readonly reason: string }[];
  /** As of the last record. */
  readonly list: readonly string[];
}

export interface ReplayOptions {
  /** Paths in the order in which they are read; `-` is `stdin`, `.gz` is unpacked. */
  readonly files: readonly string[];
  readonly stdin: NodeJS.ReadableStream;
  readonly settings: ReplaySettings;
  /** The zone of the times in the lines. */
  readonly deviceTimeZone: string;
  readonly maxContacts: number;
  readonly onProgress?: (done: ReplayProgress) => void;
}

export interface ReplayProgress {
  readonly bytes: number;
  /** Null where it can't be known. */
  readonly totalBytes: number | null;
  readonly records: number;
}

const maxContexts = 1_000_000;
const batchRows = 50_000;
/** Device numbers take two bytes of a record. */
const maxDevices = 65_535;

/**
 * Runs log files through the same reading, detecting and blocking as the service, without a database. The clock is the
 * newest record, midnights run as it passes them, and a record arrives when it says.
 */
export async function replay(options: ReplayOptions): Promise<ReplayDocument> {
  const { settings } = options;
  const contexts = createContextTable({ maxContexts });
  const reader = createLineReader({ contexts });
  const engine = createEngine({ settings, maxContacts: options.maxContacts, contexts: contexts.contexts });
  const safe = { allowlist: settings.allowlist.map(cidrOf), ownNetworks: settings.ownNetworks.map(cidrOf), neverBlock };
  const blacklist = createMemoryBlacklist(settings, { ...safe, listClients: [], logSenders: [] });
  const clock = createReplayClock(engine, blacklist, settings.timeZone);
  const batch = createRecordBatch(batchRows);
  const devices = createReplayDevices(options.deviceTimeZone);
  let tooLong = 0;
  const totalBytes = await sizeOfLogFiles(options.files);
  const progress = { bytes: 0, totalBytes, records: 0 };

  for (const file of options.files) {
    const bytesOf = readLogFile(file, options.stdin, (bytes) => (progress.bytes += bytes));
    for await (const block of readCompleteLines(bytesOf, () => tooLong++)) {
      readBlock(
        reader,
        block,
        { input: file, deviceOf: (host) => devices(host === '' ? file : host) },
        batch,
        (rows) => {
          progress.records += rows.length;
          clock.observe(rows);
        },
      );
      options.onProgress?.(progress);
    }
  }
  return buildDocument(reader, tooLong, clock.findings, blacklist, clock.now());
}

type Origin = Parameters<LineReader['readLines']>[3];

function readBlock(
  reader: LineReader,
  block: Buffer,
  origin: Origin,
  batch: RecordBatch,
  observe: (batch: RecordBatch) => void,
): void {
  for (let offset = 0; offset < block.length;) {
    batch.length = 0;
    offset = reader.readLines(block, offset, block.length, origin, batch);
    observe(batch);
  }
}

/** Carries the records through detection and blocking, and stops at each midnight on the way. */
function createReplayClock(engine: Engine, blacklist: MemoryBlacklist, timeZone: string) {
  const findings: Finding[] = [];
  let now = -Infinity;
  let midnight = Infinity;

  function observe(batch: RecordBatch): void {
    let from = 0;
    for (let row = 0; row < batch.length; row++) {
      const at = itemAt(batch.at, row);
      if (at <= now) continue;
      if (now === -Infinity) midnight = nextMidnight(at, timeZone);
      now = at;
      if (now < midnight) continue;
      take(sliceOfBatch(batch, from, row));
      from = row;
      for (; midnight <= now; midnight = nextMidnight(midnight, timeZone)) blacklist.runMidnight(midnight);
    }
    take(sliceOfBatch(batch, from, batch.length));
  }

  function take(rows: RecordBatch): void {
    if (rows.length === 0) return;
    const found = engine.observe(rows, NaN, 'detect');
    findings.push(...found);
    blacklist.apply(found);
    blacklist.renew(engine.takeHits());
  }

  return { findings, observe, now: () => now };
}

function createReplayDevices(timeZone: string): (name: string) => DeviceReading | undefined {
  const devices = new Map<string, DeviceReading>();
  return (name) => {
    const key = name.toLowerCase();
    let device = devices.get(key);
    if (device === undefined && devices.size < maxDevices) {
      device = { deviceId: devices.size + 1, timeZone };
      devices.set(key, device);
    }
    return device;
  };
}

function buildDocument(
  reader: LineReader,
  tooLong: number,
  findings: readonly Finding[],
  blacklist: MemoryBlacklist,
  nowMs: number,
): ReplayDocument {
  const counts = reader.takeCounts();
  const otherTypes = counts.devices.reduce((sum, device) => sum + device.otherTypes, 0);
  const unreadable: Record<string, number> = {};
  const add = (reason: string, lines: number) => {
    if (lines > 0) unreadable[reason] = (unreadable[reason] ?? 0) + lines;
  };
  for (const { reason, lines } of counts.unreadable) add(reason, lines);
  add('too-long', tooLong);
  add('too-many-devices', counts.unlisted + counts.unregistered.reduce((sum, { lines }) => sum + lines, 0));
  return {
    lines: counts.lines + tooLong,
    records: counts.records,
    unreadable,
    ...(otherTypes > 0 && { otherTypes }),
    findings: findings.map(({ at, case: name, source, target, port, count }) => ({
      at: iso(at),
      case: name,
      source,
      target,
      port,
      count,
    })),
    blocks: blacklist.blocks().map(({ address, origin, detectedAt, lastSeenAt, expiresAt }) => ({
      address,
      case: origin,
      detectedAt: iso(detectedAt),
      lastSeenAt: iso(lastSeenAt),
      expiresAt: expiresAt === null ? null : iso(expiresAt),
    })),
    held: blacklist.held(),
    refused: blacklist.refused(),
    list: Number.isFinite(nowMs) ? blacklist.list(nowMs) : [],
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
