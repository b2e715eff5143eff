import type { Job } from '../../jobs/job.ts';
import { addMonths } from '../../time/calendar.ts';
import type { Settings } from '../../model/settings.ts';
import { endAllowEntries } from '../../store/blacklist/allowEntries.ts';
import { deleteAuditEvents, insertAuditEvents } from '../../store/auditEvents.ts';
import { deleteReleasedBlocks } from '../../store/blacklist/blocks.ts';
import { dueBlocks } from '../../store/blacklist/standingBlocks.ts';
import type { Database } from '../../store/database.ts';
import { deleteUnregistered } from '../../store/devices.ts';
import { deleteOldChanges } from '../../store/records/engineChanges.ts';
import { loadLastRecordId } from '../../store/records/fence.ts';
import { deleteFindings } from '../../store/blacklist/findings.ts';
import { deleteHourCounts, deleteMinuteCounts } from '../../store/counts/deleteCounts.ts';
import { deleteIntakeMinutes } from '../../store/counts/intakeMinutes.ts';
import { deleteJobRuns } from '../../store/jobRuns.ts';
import { deletePolls } from '../../store/listPolls.ts';
import { giveNotice } from '../../store/notices.ts';
import { retryingDatabase } from '../../store/retryingDatabase.ts';
import { deletePushBatches } from '../../store/records/pushBatches.ts';
import { dayMs } from '../../time/units.ts';
import type { RecordPartitions } from '../../store/records/recordPartitions.ts';
import { loadSettings } from '../../store/settingsRow.ts';
import { countBusiest } from '../../store/counts/topCounts.ts';
import { deleteVitals } from '../../store/counts/vitalMinutes.ts';
import { expireBlocks } from '../../actions/blacklist/expireBlocks.ts';
import { changeDecisions } from '../../actions/changeDecisions.ts';
import { countOf } from '../../actions/countOf.ts';

export interface MaintenanceOptions {
  readonly database: Database;
  readonly partitions: RecordPartitions;
  readonly defaults: Settings;
  readonly now: () => number;
  /** Stores what was read but is still on its way, so that a block seen a moment ago is not released. */
  readonly flush: () => Promise<void>;
  /** Looks at the list's certificate and renews it when its end is near; returns what it found. */
  readonly renewCertificate: () => Promise<string>;
}

/** How long a sender that nobody registered is offered after its last line. */
const unregisteredMemoryMs = 7 * dayMs;
/** A push is not repeated after this long. */
const pushMemoryMs = 7 * dayMs;
/**
 * How long people can ask who was blocked and why, and who changed what, at least: it costs about 1 kB a block, far less than
 * the records that it came of.
 */
const historyMonths = 12;

/** What has to be done from time to time, in the order of the day. */
export function createMaintenance(options: MaintenanceOptions): Job[] {
  const { partitions, defaults, now } = options;
  const database = retryingDatabase(options.database);

  async function releaseDue(dueAt: number, which: 'all' | 'fixed-end', reason: string): Promise<string> {
    await options.flush();
    return changeDecisions({ database }, async (client) => {
      const blocks = await dueBlocks(client, dueAt, which);
      if (blocks.length === 0) return 'No block had ended.';
      await expireBlocks(client, blocks, reason, now());
      return `${countOf(blocks.length, 'block was', 'blocks were')} released.`;
    });
  }

  /** What people set an end to, to the minute. */
  async function endDue(): Promise<string> {
    const ended = await changeDecisions({ database }, async (client) => {
      const ranges = await endAllowEntries(client, now());
      const events = ranges.map((subject) => ({ at: now(), actor: 'detector', action: 'allow.expire', subject }));
      await insertAuditEvents(client, events);
      if (ranges.length > 0) await giveNotice(client, 'blacklist');
      return ranges;
    });
    const released = await releaseDue(now(), 'fixed-end', 'its time was up');
    return `${countOf(ended.length, 'entry', 'entries')} of the allowlist ended. ${released}`;
  }

  async function deleteOld(dueAt: number): Promise<string> {
    const { settings } = await loadSettings(database.pool, defaults);
    const { logMonths, timeZone } = settings;
    const before = Math.floor(addMonths(dueAt, -logMonths, timeZone) / dayMs) * dayMs;
    const historyBefore = Math.min(before, addMonths(dueAt, -historyMonths, timeZone));
    const days = await partitions.dropBefore(before / dayMs);
    await deleteMinuteCounts(database.pool, before);
    await deleteHourCounts(database.pool, before);
    await deleteVitals(database.pool, before);
    await deleteIntakeMinutes(database.pool, before);
    await deleteFindings(database.pool, { historyBeforeMs: historyBefore, beforeMs: before });
    await deleteReleasedBlocks(database.pool, historyBefore);
    await deleteAuditEvents(database.pool, historyBefore);
    await deletePolls(database.pool, before);
    await deleteJobRuns(database.pool, before);
    await deleteUnregistered(database.pool, now() - unregisteredMemoryMs);
    await deletePushBatches(database.pool, now() - pushMemoryMs);
    await deleteOldChanges(database.pool);
    return `Records before ${new Date(before).toISOString().slice(0, 10)} are gone: ${countOf(days.length, 'table was', 'tables were')} dropped.`;
  }

  async function prepareTables(): Promise<string> {
    const lastRecordId = await loadLastRecordId(database.pool);
    const today = Math.floor(now() / dayMs);
    for (const day of [today, today + 1]) await partitions.ensure(day, lastRecordId + 1);
    await partitions.ensure(today, partitions.windowEnd(lastRecordId + 1));
    const indexed = await partitions.indexClosed(lastRecordId, today);
    return `Tables are made ahead; ${countOf(indexed.length, 'that takes no more records was', 'that take no more records were')} indexed.`;
  }

  async function countTheBusiest(): Promise<string> {
    return `${countOf(await countBusiest(database), 'record was', 'records were')} gone through.`;
  }

  return [
    { name: 'release', hour: 0, run: ({ dueAt }) => releaseDue(dueAt, 'all', 'not seen any more') },
    { name: 'delete-old-records', hour: 1, run: ({ dueAt }) => deleteOld(dueAt) },
    { name: 'certificate', hour: 2, run: () => options.renewCertificate() },
    { name: 'end-what-was-timed', everyMinutes: 1, run: endDue },
    { name: 'prepare-tables', everyMinutes: 1, run: prepareTables },
    { name: 'count-the-busiest', everyMinutes: 1, run: countTheBusiest },
  ];
}
