import type { Client } from '../../store/database.ts';
import { forgetUnregistered } from '../../store/devices.ts';
import type { NewDevice } from '../../store/devices.ts';
import { giveNotice } from '../../store/notices.ts';
import type { Actor } from '../actor.ts';
import { audit } from '../audit.ts';

/** Ends the registration or change of a device: its lines count as registered, and everybody learns of it. */
export async function noteDevice(
  client: Client,
  actor: Actor,
  action: 'device.add' | 'device.change',
  device: NewDevice,
  before?: NewDevice,
): Promise<void> {
  await forgetUnregistered(client, device);
  await audit(client, actor, action, device.name, before, device);
  await giveNotice(client, 'devices');
  // Log senders are never listed, so the list may change with the devices.
  await giveNotice(client, 'blacklist');
}
