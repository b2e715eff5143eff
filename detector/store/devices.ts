import type { Device } from '../model/device.ts';
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
}

export async function deviceStates(database: Queryable): Promise<DeviceState[]> {
  const { rows } = await database.query<DeviceState>(
    `select device_id as "deviceId", lines, records, late, future, newest_at as "newestAt", last_line_at as "lastLineAt",
       last_future_at as "lastFutureAt" from device_state`,
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
