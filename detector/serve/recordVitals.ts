import { stat, statfs } from 'node:fs/promises';
import { hostname } from 'node:os';
import { messageOf } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { Database, Queryable } from '../store/database.ts';
import { loadFilePositions } from '../store/records/filePositions.ts';
import { putVital } from '../store/counts/vitalMinutes.ts';
import type { Vital } from '../store/counts/vitalMinutes.ts';
import { windowsOf } from '../api/handlers/describeSystem.ts';
import type { ListService } from './listService.ts';
import { repeat } from '../time/repeat.ts';
import type { Work } from '../pipeline/work.ts';
import type { MaxSince } from './maxSince.ts';

export interface VitalsOptions {
  readonly database: Database;
  readonly dataDir: string;
  readonly list: Pick<ListService, 'port' | 'holder' | 'certificate' | 'tlsFailures'>;
  /** Undefined: another detector has the work. */
  readonly work: () => Pick<Work, 'waiting' | 'detection'> | undefined;
  readonly slowest: { readonly stored: MaxSince; readonly published: MaxSince };
  readonly log: Logger;
}

/** A heartbeat that is older than a minute means something only if it beats more often. */
const everyMs = 10_000;
/** Log files whose backlog is looked at; there are as many as firewalls, and some more by the hour. */
const maxFiles = 1_000;

/** Writes down every ten seconds how this process is; returns what ends it. */
export function recordVitals(options: VitalsOptions): () => void {
  const record = () =>
    measureVital(options)
      .then((vital) => putVital(options.database.pool, vital))
      .catch((error: unknown) => options.log.warn({ error: messageOf(error) }, 'how the detector is was not stored'));
  void record();
  return repeat(everyMs, record);
}

async function measureVital({ database, dataDir, list, work, slowest }: VitalsOptions): Promise<Vital> {
  const working = work();
  const windows = working === undefined ? undefined : windowsOf(working.detection.stats());
  const { bavail, bsize } = await statfs(dataDir);
  return {
    process: `${hostname()}:${list.port}`,
    isWorking: working !== undefined,
    storedMs: slowest.stored.take(),
    publishedMs: slowest.published.take(),
    recordsWaiting: working?.waiting() ?? 0,
    backlogBytes: working === undefined ? 0 : await backlogOf(database.pool),
    memoryBytes: process.memoryUsage.rss(),
    contacts: windows?.contacts ?? 0,
    contactsCapacity: windows?.capacity ?? 0,
    contactsEvicted: windows?.evicted ?? 0,
    listEntries: list.holder.current()?.version.entries.length ?? null,
    certificateEndsAt: list.certificate.expiresAt,
    tlsFailures: list.tlsFailures(),
    diskFreeBytes: bavail * bsize,
  };
}

/** Bytes of log files that are not stored yet. A file that is gone or was begun anew has none that could be told. */
async function backlogOf(database: Queryable): Promise<number> {
  const positions = (await loadFilePositions(database)).slice(0, maxFiles);
  const backlogs = positions.map(async ({ path, offset }) => {
    const size = await stat(path).then(
      (file) => file.size,
      () => offset,
    );
    return Math.max(0, size - offset);
  });
  return (await Promise.all(backlogs)).reduce((sum, bytes) => sum + bytes, 0);
}
