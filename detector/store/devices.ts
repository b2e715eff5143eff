import type { Device } from '../model/device.ts';
import type { WordField } from '../model/logWords.ts';
import type { Queryable } from './database.ts';

export type NewDevice = Omit<Device, 'id'>;

const columns = `id, name, hosts, files, array(select host(s) from unnest(senders) s) as senders, time_zone as "timeZone", format`;

export async function listDevices(database: Queryable): Promise<Device[]> {
  const { rows } = await database.query<Device>(`select ${columns} from device where removed_at is null order by id`);
  return rows;
}

/** Stores a new device, whose name no other has; names are compared before, under the lock of all decisions. */
export async function insertDevice(database: Queryable, device: NewDevice): Promise<void> {
  await database.query(
    `insert into device (name, hosts, files, senders, time_zone, format) values ($1, $2, $3, $4, $5, $6)`,
    [device.name, device.hosts, device.files, device.senders, device.timeZone, device.format],
  );
}

/** Its records stay; its lines are not stored any more. False when there is no such device. */
export async function markRemoved(database: Queryable, name: string, nowMs: number): Promise<boolean> {
  const { rowCount } = await database.query(
    'update device set removed_at = $2 where lower(name) = lower($1) and removed_at is null',
    [name, new Date(nowMs)],
  );
  return rowCount === 1;
}

export interface DeviceState {
  readonly deviceId: number;
  readonly lines: number;
  readonly records: number;
  readonly late: number;
  readonly future: number;
  /** The device's clock: the newest time that it has sent. */
  readonly newestAt: number | null;
  readonly lastLineAt: number | null;
  /** When a record came last that lay in the future. */
  readonly lastFutureAt: number | null;
  /** Lines of other log types, such as SYSTEM. */
  readonly otherTypes: number;
  /** Records with a word (action, direction …) that the vendor is not known to use. */
  readonly unknownWords: number;
  /** The offset from UTC, in minutes, with which its lines contradict its time zone; null: they agree, or don't tell. */
  readonly likelyTimeZoneOffset: number | null;
}

export async function deviceStates(database: Queryable): Promise<DeviceState[]> {
  const { rows } = await database.query<DeviceState>(
    `select device_id as "deviceId", lines, records, late, future, newest_at as "newestAt", last_line_at as "lastLineAt",
       last_future_at as "lastFutureAt", other_types as "otherTypes", unknown_words as "unknownWords",
       likely_time_zone_offset as "likelyTimeZoneOffset" from device_state`,
  );
  return rows;
}

/** Words of a device's records by their field, as they stand in its contexts: the newest of each first, at most `limit`. */
export async function wordsOfContexts(
  database: Queryable,
  limit: number,
): Promise<{ readonly deviceId: number; readonly field: WordField; readonly word: string }[]> {
  const { rows } = await database.query<{ deviceId: number; field: WordField; word: string }>(
    `select device_id as "deviceId", field, word from (
       select c.device_id, w.field, w.word, row_number() over (partition by c.device_id, w.field order by max(c.id) desc) as place
       from context c cross join lateral (values ('subtype', c.subtype), ('action', c.action), ('severity', c.severity),
         ('direction', c.direction), ('protocol', c.protocol)) w (field, word)
       where w.word <> '' group by c.device_id, w.field, w.word
     ) ranked where place <= $1 order by device_id, field, word`,
    [limit],
  );
  return rows;
}

export interface Unregistered {
  readonly input: string;
  readonly host: string;
  readonly lines: number;
  readonly lastAt: number;
}

/** Who sends lines that nobody registered, the busiest first. */
export async function listUnregistered(database: Queryable): Promise<Unregistered[]> {
  const { rows } = await database.query<Unregistered>(
    'select input, host, lines, last_at as "lastAt" from unregistered order by lines desc',
  );
  return rows;
}

/** Forgets the counts of senders that a device now answers for. */
export async function forgetUnregistered(database: Queryable, device: NewDevice): Promise<void> {
  await database.query('delete from unregistered where lower(host) = any($1) or input = any($2) or input = any($3)', [
    device.hosts.map((host) => host.toLowerCase()),
    device.files,
    device.senders,
  ]);
}

/** Forgets senders that have not been heard for a while, so that a flood of invented names does not hide a new firewall. */
export async function deleteUnregistered(database: Queryable, beforeMs: number): Promise<void> {
  await database.query('delete from unregistered where last_at < $1', [new Date(beforeMs)]);
}
