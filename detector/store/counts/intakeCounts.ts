import type { Queryable } from '../database.ts';

export interface UnreadableCount {
  readonly deviceId: number;
  readonly reason: string;
  readonly lines: number;
  readonly samples: readonly string[];
}

export interface UnregisteredCount {
  readonly input: string;
  readonly host: string;
  readonly lines: number;
}

export interface DeviceProgress {
  readonly deviceId: number;
  readonly lines: number;
  readonly records: number;
  readonly late: number;
  readonly future: number;
  /** Newest record time, ms since 1970. */
  readonly newestAt: number;
  /** Lines of other log types, such as SYSTEM. */
  readonly otherTypes: number;
  /** Records with a word that the vendor is not known to use. */
  readonly unknownWords: number;
  /** The offset from UTC, in minutes, with which its lines contradict its zone; null: they agree; undefined: they don't tell. */
  readonly zoneOffset: number | null | undefined;
}

/** What of the intake is counted beside the records. */
export interface IntakeCounts {
  readonly devices: readonly DeviceProgress[];
  readonly unreadable: readonly UnreadableCount[];
  readonly unregistered: readonly UnregisteredCount[];
  /** Lines lost before a device was known, by reason. */
  readonly losses: Readonly<Record<string, number>>;
}

/** Senders that are listed at most; the lines of further ones are a loss of this name. */
const maxUnregistered = 1_000;
export const unlistedSender = 'unlisted-sender';

export async function addIntakeCounts(database: Queryable, counts: IntakeCounts, nowMs: number): Promise<void> {
  const now = new Date(nowMs);
  for (const device of counts.devices) {
    await database.query(
      `insert into device_state (device_id, lines, records, late, future, newest_at, last_line_at, last_future_at, other_types,
         unknown_words, likely_time_zone_offset)
       values ($1, $2, $3, $4, $5::bigint, $6, $7::timestamptz, case when $5::bigint > 0 then $7::timestamptz end, $8, $9, $10)
       on conflict (device_id) do update set
         lines = device_state.lines + excluded.lines, records = device_state.records + excluded.records,
         late = device_state.late + excluded.late, future = device_state.future + excluded.future,
         newest_at = greatest(device_state.newest_at, excluded.newest_at), last_line_at = excluded.last_line_at,
         last_future_at = coalesce(excluded.last_future_at, device_state.last_future_at),
         other_types = device_state.other_types + excluded.other_types,
         unknown_words = device_state.unknown_words + excluded.unknown_words,
         likely_time_zone_offset = case when $11 then excluded.likely_time_zone_offset else device_state.likely_time_zone_offset end`,
      [
        ...[
          device.deviceId,
          device.lines,
          device.records,
          device.late,
          device.future,
          dateIfKnown(device.newestAt),
          now,
        ],
        ...[device.otherTypes, device.unknownWords, device.zoneOffset ?? null, device.zoneOffset !== undefined],
      ],
    );
  }
  for (const { deviceId, reason, lines, samples } of counts.unreadable) {
    await database.query(
      `insert into unreadable (device_id, reason, lines, last_at, samples) values ($1, $2, $3, $4, $5)
       on conflict (device_id, reason) do update set
         lines = unreadable.lines + excluded.lines, last_at = excluded.last_at,
         samples = (excluded.samples || unreadable.samples)[1:5]`,
      [deviceId, reason, lines, now, samples],
    );
  }
  let unlisted = counts.losses[unlistedSender] ?? 0;
  for (const { input, host, lines } of counts.unregistered) {
    const { rowCount } = await database.query(
      `insert into unregistered (input, host, lines, first_at, last_at)
       select $1, $2, $3, $4, $4 where (select count(*) from unregistered) < $5 or exists (select from unregistered where input = $1 and host = $2)
       on conflict (input, host) do update set lines = unregistered.lines + excluded.lines, last_at = excluded.last_at`,
      [input, host, lines, now, maxUnregistered],
    );
    if (rowCount === 0) unlisted += lines;
  }
  const losses = unlisted === 0 ? counts.losses : { ...counts.losses, [unlistedSender]: unlisted };
  for (const [reason, lines] of Object.entries(losses)) {
    await database.query(
      `insert into intake_loss (reason, lines, last_at) values ($1, $2, $3)
       on conflict (reason) do update set lines = intake_loss.lines + excluded.lines, last_at = excluded.last_at`,
      [reason, lines, now],
    );
  }
}

function dateIfKnown(ms: number): Date | null {
  return Number.isFinite(ms) ? new Date(ms) : null;
}
