import { MendableError } from '../../errors.ts';
import type { Device } from '../../model/device.ts';
import { listDevices } from '../../store/devices.ts';
import type { NewDevice } from '../../store/devices.ts';
import { updateDevice } from '../../store/updateDevice.ts';
import type { Actor } from '../actor.ts';
import { changeDecisions } from '../changeDecisions.ts';
import { canonicalDevice, clashesWith, deviceFaults, isNameTaken } from './deviceRules.ts';
import { noteDevice } from './noteDevice.ts';

/** Changes what is known of a firewall; its number and its records stay, and lines are read by it from now on. */
export async function changeDevice(actor: Actor, id: number, request: NewDevice): Promise<Device> {
  const device = { ...canonicalDevice(request), id };
  const faults = deviceFaults(device);
  if (faults.length > 0) throw new MendableError('device-wrong', faults.join('\n'));
  await changeDecisions(actor, async (client) => {
    const devices = await listDevices(client);
    const before = devices.find((one) => one.id === id);
    if (before === undefined) throw noSuchDevice(id);
    const others = devices.filter((one) => one.id !== id);
    const clashes = clashesWith(device, others);
    if (clashes.length > 0) throw new MendableError('device-wrong', clashes.join('\n'));
    if (isNameTaken(device, others)) {
      throw new MendableError('device-exists', `Another device is named ${device.name}: choose another name.`);
    }
    await updateDevice(client, device);
    await noteDevice(client, actor, 'device.change', device, before);
  });
  return device;
}

export function noSuchDevice(id: number): MendableError {
  return new MendableError('no-such-device', `No device has the number ${id}: look at the list of devices again.`);
}
