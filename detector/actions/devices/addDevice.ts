import { MendableError } from '../../errors.ts';
import { insertDevice, listDevices } from '../../store/devices.ts';
import type { NewDevice } from '../../store/devices.ts';
import type { Actor } from '../actor.ts';
import { changeDecisions } from '../changeDecisions.ts';
import { canonicalDevice, clashesWith, deviceFaults, isNameTaken } from './deviceRules.ts';
import { noteDevice } from './noteDevice.ts';

/** Registers a firewall; every fault of what was given is named at once. */
export async function addDevice(actor: Actor, request: NewDevice): Promise<NewDevice> {
  const device = canonicalDevice(request);
  const faults = deviceFaults(device);
  if (faults.length > 0) throw new MendableError('device-wrong', faults.join('\n'));
  await changeDecisions(actor, async (client) => {
    const devices = await listDevices(client);
    const clashes = clashesWith(device, devices);
    if (clashes.length > 0) throw new MendableError('device-wrong', clashes.join('\n'));
    if (isNameTaken(device, devices)) {
      throw new MendableError(
        'device-exists',
        `A device named ${device.name} is registered: remove it first, or choose another name.`,
      );
    }
    await insertDevice(client, device);
    await noteDevice(client, actor, 'device.add', device);
  });
  return device;
}
