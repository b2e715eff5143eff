import { MendableError } from '../../errors.ts';
import { markRemoved } from '../../store/devices.ts';
import { giveNotice } from '../../store/notices.ts';
import type { Actor } from '../actor.ts';
import { audit } from '../audit.ts';
import { changeDecisions } from '../changeDecisions.ts';

/** Ends the registration of a firewall; its records stay, and its lines are not stored any more. */
export async function removeDevice(actor: Actor, name: string): Promise<void> {
  await changeDecisions(actor, async (client) => {
    if (!(await markRemoved(client, name, actor.nowMs))) {
      throw new MendableError(
        'no-such-device',
        `No device is named ${name}: "device list" shows those that are registered.`,
      );
    }
    await audit(client, actor, 'device.remove', name);
    await giveNotice(client, 'devices');
    await giveNotice(client, 'blacklist');
  });
}
