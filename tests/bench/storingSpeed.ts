import type { Configuration } from '../../detector/setup/configuration.ts';
import { startWork } from '../../detector/pipeline/work.ts';
import { changeSettings } from '../../detector/actions/settings/changeSettings.ts';
import type { Session } from '../../detector/serve/session.ts';
import { addDevice } from '../../detector/actions/devices/addDevice.ts';
import type { Logger } from '../../detector/log.ts';
import { createContextTable } from '../../detector/parse/contextTable.ts';
import type { ServerCertificate } from '../../detector/publish/certificates.ts';
import { noRecordCounts } from '../../detector/store/counts/batchCounts.ts';
import { createBatchWriter } from '../../detector/store/records/batchWriter.ts';
import { loadLastRecordId } from '../../detector/store/records/fence.ts';
import { openRecordPartitions } from '../../detector/store/records/recordPartitions.ts';
import { dayMs } from '../../detector/time/units.ts';
import type { RecordPartitions } from '../../detector/store/records/recordPartitions.ts';
import { forEachBatch, perSecond } from './readingSpeed.ts';

export interface WholeWay {
  readonly linesPerSecond: number;
  /** Over the last tenth of the lines. */
  readonly lastLinesPerSecond: number;
  readonly findings: number;
}

/** Rows a second that PostgreSQL takes: the same rows into the same tables with the same indexes, and nothing else. */
export async function measureCopy(session: Session, path: string, lines: number): Promise<number> {
  const { database } = session;
  await registerBench(session, path);
  const table = createContextTable({ maxContexts: 200_000 });
  const partitions = await openRecordPartitions(database, Math.floor(Date.now() / dayMs) - 90);
  const writer = createBatchWriter(database, partitions, table.contexts, 0);
  const nothing = {
    counts: { records: noRecordCounts, keyed: [] },
    intake: { devices: [], unreadable: [], unregistered: [], losses: {} },
    positions: [],
    pushes: new Map<Uint8Array, number>(),
    also: () => Promise.resolve(),
  };
  const indexing = indexBehind(partitions);
  let lastRecordId = await loadLastRecordId(database.pool);
  let spentMs = 0;
  await forEachBatch(path, table, async (records) => {
    const startedAt = performance.now();
    await writer.write({ records, lastRecordId, ...nothing }, Date.now());
    lastRecordId += records.length;
    indexing.follow(lastRecordId);
    spentMs += performance.now() - startedAt;
  });
  const startedAt = performance.now();
  await indexing.settled();
  return perSecond(lines, performance.now() - spentMs - (performance.now() - startedAt));
}

interface WholeWayOptions {
  readonly session: Session;
  readonly configuration: Configuration;
  readonly path: string;
  readonly lines: number;
  readonly log: Logger;
}

/** Lines a second from the file to stored and detected, with everything that the service does on the way. */
export async function measureWholeWay(options: WholeWayOptions): Promise<WholeWay> {
  const { session, configuration, path, lines, log } = options;
  const { database } = session;
  const actor = session.actor('bench', Date.now());
  await changeSettings(actor, { ownNetworks: ['203.0.113.0/24', '2001:db8:113::/64'], timeZone: 'UTC' });
  await registerBench(session, path);
  const partitions = await openRecordPartitions(database, Math.floor(Date.now() / dayMs) - 90);
  const indexing = indexBehind(partitions);
  const stored = Promise.withResolvers<undefined>();
  const first = await loadLastRecordId(database.pool);
  let tenthLeftAt = NaN;
  const startedAt = performance.now();
  const work = await startWork({
    ...actorParts(actor),
    configuration,
    certificate: noCertificate,
    partitions,
    onStored(lastRecordId) {
      indexing.follow(lastRecordId);
      if (Number.isNaN(tenthLeftAt) && lastRecordId - first >= 0.9 * lines) tenthLeftAt = performance.now();
      if (lastRecordId - first >= lines) stored.resolve(undefined);
    },
    onBroken: stored.reject,
    stop: new AbortController().signal,
    now: Date.now,
    log,
  });
  await stored.promise;
  const lastLinesPerSecond = perSecond(0.1 * lines, tenthLeftAt);
  await indexing.settled();
  const linesPerSecond = perSecond(lines, startedAt);
  await work.close({ discard: false });
  const { rows } = await database.pool.query<{ n: number }>('select count(*) as n from finding');
  return { linesPerSecond, lastLinesPerSecond, findings: rows[0].n };
}

async function registerBench(session: Session, path: string): Promise<void> {
  const actor = session.actor('bench', Date.now());
  await addDevice(actor, { name: 'bench', hosts: [], files: [path], senders: [], timeZone: 'UTC', format: null });
}

/** Nothing listens for TLS in a bench. */
const noCertificate: ServerCertificate = {
  certificatePem: '',
  keyPem: '',
  fingerprint: '',
  expiresAt: 0,
  authorityPem: null,
};

function actorParts({ database, listAccess, defaults }: ReturnType<Session['actor']>) {
  return { database, listAccess, defaults };
}

/** Builds the index of each table that takes no more records, beside the writing, as the service's job does. */
function indexBehind(partitions: RecordPartitions): {
  follow: (recordId: number) => void;
  settled: () => Promise<void>;
} {
  let building = Promise.resolve();
  let nextAt = partitions.windowEnd(0);
  return {
    follow(recordId) {
      if (recordId < nextAt) return;
      nextAt = partitions.windowEnd(recordId);
      building = building.then(async () => {
        await partitions.indexClosed(recordId, 0);
      });
    },
    settled: () => building,
  };
}
