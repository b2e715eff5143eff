import type { Configuration } from '../setup/configuration.ts';
import { messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { Settings } from '../model/settings.ts';
import { createContextTable } from '../parse/contextTable.ts';
import { createLineReader } from '../parse/lineReader.ts';
import type { ServerCertificate } from '../publish/certificates.ts';
import type { CommittedPosition } from '../receive/filePosition.ts';
import { reclaimSpace } from '../receive/reclaimSpace.ts';
import type { LineBlock } from '../receive/lineBlock.ts';
import { createBatchWriter } from '../store/records/batchWriter.ts';
import { loadContexts } from '../store/records/contexts.ts';
import type { Database } from '../store/database.ts';
import { listDevices } from '../store/devices.ts';
import { takeLead } from '../store/records/fence.ts';
import { loadFilePositions } from '../store/records/filePositions.ts';
import { loadPushPosition } from '../store/records/pushBatches.ts';
import type { RecordPartitions } from '../store/records/recordPartitions.ts';
import { createBatchPreparation } from './batchPreparation.ts';
import { openDetection } from './detection.ts';
import type { Detection } from './detection.ts';
import { endsWithin } from '../time/withTimeLimit.ts';
import { createIngest } from './ingest.ts';
import type { ListAccess } from '../actions/actor.ts';
import { registerNewSenders } from '../actions/devices/newSenders.ts';
import { createOrigins } from './origins.ts';
import { repeat } from '../time/repeat.ts';
import { openReceivers } from './receivers.ts';
import type { Receivers } from './receivers.ts';
import { createCompleteLineCheck } from './isCompleteLine.ts';
import { minuteMs } from '../time/units.ts';

export interface WorkOptions {
  readonly configuration: Configuration;
  readonly certificate: ServerCertificate;
  readonly database: Database;
  readonly partitions: RecordPartitions;
  readonly listAccess: ListAccess;
  readonly defaults: Settings;
  /** Told how long each batch took to be stored, in ms. */
  readonly noteStored?: (ms: number) => void;
  /** A batch was stored that ended with this record. */
  readonly onStored?: (lastRecordId: number) => void;
  /** Nothing more can be stored: another detector does (`FencedError`), or there is a defect. */
  readonly onBroken: (error: unknown) => void;
  /** Ends a start that takes long. */
  readonly stop: AbortSignal;
  readonly now: () => number;
  readonly log: Logger;
}

/** Receiving, reading, detecting and storing: what only one detector at a time does on a database. */
export interface Work {
  readonly receivers: Receivers;
  readonly detection: Pick<Detection, 'isOn' | 'settings' | 'stats'>;
  /** Records that are read but not stored yet. */
  waiting(): number;
  /** Stores a batch that a client pushed; a repeated one is stored once. Resolves when it is stored. */
  push(block: LineBlock, digest: Uint8Array): Promise<void>;
  /** Reads the devices anew. */
  reloadDevices(): Promise<void>;
  /** Follows what people changed and stores everything that was taken up to now, hits on the deny rule too. */
  settle(): Promise<void>;
  /** Closes all listeners, within a limit whatever the database does. Resolves with whether everything that was taken is stored. */
  close(options: { discard: boolean }): Promise<boolean>;
}

/** Distinct combinations of repeating texts; a busy firewall has a few thousand, and each costs about 600 bytes. */
const maxContexts = 200_000;
/** Larger batches cost latency and memory and are no faster. */
const batchRows = 50_000;
const maxWaitMs = 100;
const retryMs = 1_000;
/** How much has to be gone through again after a crash at most. */
const snapshotEveryMs = minuteMs;
/** With the database gone, an orderly stop gives up storing after this long; files are read again then. */
const closeLimitMs = 15_000;
/** How soon a new sender's lines are stored once the settings say that it registers by itself. */
const greetEveryMs = 1_000;

export async function startWork(options: WorkOptions): Promise<Work> {
  const { database, configuration, listAccess, defaults, now, log } = options;
  const { pool } = database;
  // Read first: if another detector stores a batch while the rest is loaded, this number is outdated and storing fails.
  const { lastRecordId, leader } = await takeLead(pool);
  const table = createContextTable({ maxContexts, known: await loadContexts(pool) });
  const { contexts } = table;
  const reader = createLineReader({ contexts: table });
  const positions = new Map<string, CommittedPosition>();
  for (const { identity, ...position } of await loadFilePositions(pool)) positions.set(identity, position);
  const givenUp = new AbortController();
  const giveUp = (): void => givenUp.abort();
  options.stop.addEventListener('abort', giveUp);
  if (options.stop.aborted) giveUp();
  const detection = await openDetection({
    ...options,
    contexts,
    maxContacts: configuration.maxContacts,
    lastRecordId,
    leader,
    stop: givenUp.signal,
  });
  await detection.applyChanges(lastRecordId);
  // From here on `close` ends the work, after everything that was taken is stored.
  options.stop.removeEventListener('abort', giveUp);
  const space = reclaimSpace({ log });
  let origins = createOrigins(await listDevices(pool), detection.settings().timeZone);
  let takeLosses = (): Record<string, number> => ({});
  const pushes = new Map<string, Promise<void>>();
  let storedId = lastRecordId;
  let snapshotDueAt = now() + snapshotEveryMs;
  let snapshotting: Promise<void> | undefined;

  const preparation = createBatchPreparation({
    reader,
    detection,
    writer: createBatchWriter(database, options.partitions, contexts, contexts.length - 1),
    listAccess,
    lastRecordId,
    takeLosses: () => takeLosses(),
    noteStored: options.noteStored,
    onStored(recordId, moves) {
      storedId = recordId;
      for (const { identity, ...position } of moves) {
        positions.set(identity, position);
        space.committed(identity, position);
      }
      options.onStored?.(recordId);
    },
    now,
  });

  const ingest = createIngest({
    reader,
    originOf: (block) => origins.originOf(block),
    prepare: preparation.prepare,
    betweenBatches,
    committed: (identity) => positions.get(identity)?.offset,
    onBroken: options.onBroken,
    log,
    batchRows,
    maxWaitMs,
    retryMs,
  });

  async function betweenBatches(): Promise<void> {
    await detection.applyChanges(preparation.lastRecordId());
    origins = createOrigins(await listDevices(pool), detection.settings().timeZone);
    if (now() < snapshotDueAt || snapshotting !== undefined) return;
    snapshotDueAt = now() + snapshotEveryMs;
    snapshotting = keepSnapshot().finally(() => (snapshotting = undefined));
  }

  /** In the background: it stands for the record at which it was taken, whenever it is stored. */
  async function keepSnapshot(): Promise<void> {
    await detection.saveSnapshot(preparation.lastRecordId()).catch((error: unknown) => {
      log.warn({ error: messageOf(error) }, 'the windows could not be kept; a restart would go through more records');
    });
  }

  async function settle(): Promise<void> {
    preparation.takeHitsSoon();
    await ingest.interrupt();
  }

  /** A client that repeats a batch while it is being stored waits for the same outcome. */
  function push(block: LineBlock, digest: Uint8Array): Promise<void> {
    const key = Buffer.from(digest).toString('base64');
    const pending = pushes.get(key) ?? store(block, digest).finally(() => pushes.delete(key));
    pushes.set(key, pending);
    return pending;
  }

  async function store(block: LineBlock, digest: Uint8Array): Promise<void> {
    const position = await loadPushPosition(pool, digest);
    if (position < block.bytes.length) await ingest.submit(block, digest, position);
  }

  async function greetNewSenders(): Promise<void> {
    if (!detection.settings().registerNewSenders) return;
    const actor = { database, name: 'detector', nowMs: now(), listAccess, defaults };
    const registered = await registerNewSenders(actor, configuration.logFolder);
    if (registered.length > 0) log.info({ registered }, 'new senders were registered');
  }

  const receivers: Receivers = await openReceivers({
    configuration,
    certificate: options.certificate,
    sink: ingest,
    push,
    patterns: () => origins.files,
    committed: (identity) => positions.get(identity),
    isCompleteLine: createCompleteLineCheck((path) => origins.deviceOfFile(path)),
    log,
  });
  const interrupting = setInterval(() => void ingest.interrupt(), snapshotEveryMs);
  const endGreeting = repeat(greetEveryMs, () =>
    greetNewSenders().catch((error: unknown) =>
      log.warn({ error: messageOf(error) }, 'new senders were not registered'),
    ),
  );
  takeLosses = () => receivers.takeLosses();

  async function closeInOrder(discard: boolean): Promise<boolean> {
    if (!discard) await settle();
    const closing = ingest.close({ discard });
    await receivers.close();
    return await closing;
  }

  /** A snapshot that is not kept costs no line: a restart goes through more records. */
  async function keepLastSnapshot(): Promise<void> {
    await snapshotting;
    await keepSnapshot();
  }

  async function close({ discard }: { discard: boolean }): Promise<boolean> {
    clearInterval(interrupting);
    endGreeting();
    const closing = closeInOrder(discard);
    let isStored = false;
    const isInTime = await endsWithin(
      closeLimitMs,
      closing.then(async (stored) => {
        isStored = stored;
        if (stored) await keepLastSnapshot();
      }),
    );
    if (!isInTime) {
      log.error({ isStored }, 'the database did not answer while the work was closed');
      giveUp();
      await ingest.close({ discard: true });
      await closing;
    }
    await space.close();
    return isStored;
  }

  return {
    receivers,
    detection,
    waiting: () => preparation.lastRecordId() - storedId,
    push,
    reloadDevices: () => ingest.interrupt(),
    settle,
    close,
  };
}
