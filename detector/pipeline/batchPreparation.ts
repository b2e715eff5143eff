import type { Settings } from '../model/settings.ts';
import type { LineReader } from '../parse/lineReader.ts';
import { shareDecisions } from '../store/blacklist/decisionLock.ts';
import type { BatchWriter, StoredBatch } from '../store/records/batchWriter.ts';
import type { Client } from '../store/database.ts';
import { countBatch } from '../store/counts/batchCounts.ts';
import type { PositionMove } from '../store/records/filePositions.ts';
import { applyFindings, applyHits } from './applyFindings.ts';
import type { Detection } from './detection.ts';
import type { Assembly } from './ingest.ts';
import { loadSafety } from '../actions/blacklist/loadSafety.ts';
import type { ListAccess } from '../actions/actor.ts';
import { tallyIntake } from './tallyIntake.ts';

export interface PreparationOptions {
  readonly reader: LineReader;
  readonly detection: Detection;
  readonly writer: BatchWriter;
  readonly listAccess: ListAccess;
  readonly lastRecordId: number;
  /** Lines lost before they could be read, since the last call. */
  readonly takeLosses: () => Record<string, number>;
  readonly onStored: (lastRecordId: number, positions: readonly PositionMove[]) => void;
  /** Told how long a batch took from its end to its commit, in ms. */
  readonly noteStored?: ((ms: number) => void) | undefined;
  readonly now: () => number;
}

/** Turns lines that were read into findings and one transaction. */
export interface BatchPreparation {
  /** The newest record that was given a number. */
  lastRecordId(): number;
  /** The next batch takes the deny-rule hits with it, whenever they were last stored. */
  takeHitsSoon(): void;
  prepare(assembly: Assembly): () => Promise<void>;
}

/** How often hits on the deny rule are stored: each costs an update, and a block is good for a month. */
const hitsEveryMs = 5_000;

export function createBatchPreparation(options: PreparationOptions): BatchPreparation {
  const { reader, detection, writer, now } = options;
  let { lastRecordId } = options;
  let hitsDueAt = 0;

  function prepare({ records, positions, pushes }: Assembly): () => Promise<void> {
    const arrivedAt = now();
    const isDue = arrivedAt >= hitsDueAt;
    const before = detection.deviceStats();
    const findings = detection.observe(records, arrivedAt);
    const change = { before, after: detection.deviceStats() };
    const hits = isDue ? detection.takeHits() : undefined;
    const settings = detection.settings();
    const moves = [...positions.values()];
    const batch: StoredBatch = {
      records,
      lastRecordId,
      counts: countBatch(records, findings),
      intake: tallyIntake(reader.takeCounts(), change, options.takeLosses()),
      positions: moves,
      pushes,
      async also(client) {
        const hasHits = hits !== undefined && hits.at.length > 0;
        if (findings.length === 0 && !hasHits) return;
        await shareDecisions(client);
        const context = { settings, safety: await safetyNow(client, settings), nowMs: now() };
        if (findings.length > 0) await applyFindings(client, findings, { ...context, recordId: lastOf(batch) });
        if (hasHits) await applyHits(client, hits, context);
      },
    };
    lastRecordId = lastOf(batch);
    if (isDue) hitsDueAt = arrivedAt + hitsEveryMs;
    return async () => {
      await writer.write(batch, now());
      options.noteStored?.(now() - arrivedAt);
      options.onStored(lastOf(batch), moves);
    };
  }

  const safetyNow = (client: Client, settings: Settings) => loadSafety(client, settings, options.listAccess, now());

  return {
    lastRecordId: () => lastRecordId,
    takeHitsSoon: () => (hitsDueAt = 0),
    prepare,
  };
}

function lastOf(batch: StoredBatch): number {
  return batch.lastRecordId + batch.records.length;
}
