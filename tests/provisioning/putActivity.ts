import type { Queryable, Database } from '../../detector/store/database.ts';
import { createBatchWriter } from '../../detector/store/records/batchWriter.ts';
import { createRecordBatch } from '../../detector/model/record.ts';
import type { Context } from '../../detector/model/record.ts';
import { insertAuditEvents } from '../../detector/store/auditEvents.ts';
import { insertDevice } from '../../detector/store/devices.ts';
import { insertJobRun } from '../../detector/store/jobRuns.ts';
import { insertPolls } from '../../detector/store/listPolls.ts';
import { countBatch } from '../../detector/store/counts/batchCounts.ts';
import { openRecordPartitions } from '../../detector/store/records/recordPartitions.ts';
import { dayMs } from '../../detector/time/units.ts';
import { countBusiest } from '../../detector/store/counts/topCounts.ts';
import { putVital } from '../../detector/store/counts/vitalMinutes.ts';
import { putBlock, putFinding, scanFinding } from '../support/blocks.ts';
import { deniedContext } from '../support/context.ts';

const minuteMs = 60_000;
export const attacker = '198.18.0.7';
export const device = 'FW-1';

const contexts: readonly (Context | undefined)[] = [
  undefined,
  deniedContext,
  { ...deniedContext, id: 2, rule: 'Active Defense Deny', sourceLocation: 'Russian Federation' },
  { ...deniedContext, id: 3, type: 'THREAT', subtype: 'vulnerability', action: 'reset-both', severity: 'critical' },
];

/** Something of everything that a dashboard shows, within the hour before `nowMs`. */
export async function putActivity(database: Database, nowMs: number): Promise<void> {
  const { pool } = database;
  const device0 = { name: device, hosts: ['fw-1'], files: [], senders: [], timeZone: null, format: null };
  await insertDevice(pool, device0);
  await putRecords(database, nowMs);
  const found = scanFinding(attacker, nowMs - 20 * minuteMs);
  await putBlock(pool, found);
  await putFinding(pool, scanFinding('198.18.0.8', nowMs - 15 * minuteMs));
  const old = await putBlock(pool, scanFinding('198.18.0.9', nowMs - 10 * minuteMs));
  await pool.query(`update block set created_at = created_at - interval '2 days' where id = $1`, [old]);
  await putBlock(pool, scanFinding('198.18.0.10', nowMs - 30 * minuteMs), { releasedAt: nowMs - 5 * minuteMs });
  await putAround(pool, nowMs);
  await countBusiest(database);
}

async function putRecords(database: Database, nowMs: number): Promise<void> {
  const rows = 60;
  const records = createRecordBatch(rows);
  for (let row = 0; row < rows; row++) {
    records.at[row] = nowMs - (rows - row) * 40_000;
    records.source.set([0, 0, 0xffff, 0xc6120007], 4 * row);
    records.destination.set([0, 0, 0xffff, 0xcb007100 + (row % 5)], 4 * row);
    records.sourcePort[row] = 40_000;
    records.destinationPort[row] = 1_000 + (row % 20);
    records.deviceId[row] = 1;
    records.context[row] = 1 + (row % 3);
    records.detail[row] = row % 3 === 2 ? { threatName: "O'Reilly; drop table block", threatId: '30001' } : undefined;
  }
  records.length = rows;
  const partitions = await openRecordPartitions(database, Math.floor(nowMs / dayMs) - 90);
  const writer = createBatchWriter(database, partitions, contexts, 0);
  await writer.write(
    {
      records,
      lastRecordId: 0,
      counts: countBatch(records, [scanFinding(attacker, nowMs - 20 * minuteMs)]),
      intake: {
        devices: [
          {
            ...{ deviceId: 1, lines: 62, records: 60, late: 1, future: 0, newestAt: nowMs - 5_000 },
            ...{ otherTypes: 0, unknownWords: 0, zoneOffset: undefined },
          },
        ],
        unreadable: [{ deviceId: 1, reason: 'cut-short', lines: 2, samples: ['a secret sample'] }],
        unregistered: [{ input: '198.51.100.4', host: 'stranger', lines: 3 }],
        losses: { 'udp-dropped': 7 },
      },
      positions: [],
      pushes: new Map(),
      also: () => Promise.resolve(),
    },
    nowMs,
  );
}

/** Polls, jobs, mails, changes and the detector's own figures. */
async function putAround(database: Queryable, nowMs: number): Promise<void> {
  const polls = Array.from({ length: 25 }, (_, i) => ({
    ...{ at: nowMs - (25 - i) * 2 * minuteMs, client: '192.0.2.1', status: 200, entries: 2, etag: '"a"' },
    userAgent: 'PAN-OS',
  }));
  await insertPolls(database, polls, false, []);
  const run = { startedAt: nowMs - minuteMs, endedAt: nowMs - minuteMs + 50, outcome: 'ok', message: 'Done.' } as const;
  await insertJobRun(database, { name: 'release', ...run });
  await database.query(
    `insert into mail (created_at, subject, body_text, body_html, recipients, pending, message_id, give_up_at)
     values ($1, 'New blocks', 'a secret body', '', '{soc@example.com}', '{soc@example.com}', 'm1', $1)`,
    [new Date(nowMs - minuteMs)],
  );
  await insertAuditEvents(database, [
    { at: nowMs - minuteMs, actor: 'alice', action: 'settings.change', subject: 'settings', after: { secret: 1 } },
  ]);
  await putAwake(database, nowMs);
}

/** What a detector at work tells of itself. */
export async function putAwake(database: Queryable, nowMs: number): Promise<void> {
  await putVital(database, {
    ...{ process: 'host:8443', isWorking: true, storedMs: 12, publishedMs: 30, recordsWaiting: 5, backlogBytes: 0 },
    ...{ memoryBytes: 2e8, contacts: 10, contactsCapacity: 1000, contactsEvicted: 0, listEntries: 2 },
    ...{ certificateEndsAt: nowMs + 90 * dayMs, tlsFailures: [{ client: '192.0.2.1', count: 1 }], diskFreeBytes: 1e11 },
  });
}
