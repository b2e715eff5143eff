import type { Device } from '../model/device.ts';
import type { Queryable } from './database.ts';

/** Writes down anew what is known of a registered device; its number stays. */
export async function updateDevice(database: Queryable, device: Device): Promise<void> {
  const { id, name, hosts, files, senders, timeZone, format } = device;
  await database.query(
    `update device set name = $2, hosts = $3, files = $4, senders = $5, time_zone = $6, format = $7
     where id = $1 and removed_at is null`,
    [id, name, hosts, files, senders, timeZone, format],
  );
}
