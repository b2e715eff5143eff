import { basename } from 'node:path';
import { MendableError } from '../../errors.ts';
import { parseAddress } from '../../model/address.ts';
import { listDevices, listUnregistered } from '../../store/devices.ts';
import type { NewDevice, Unregistered } from '../../store/devices.ts';
import { addDevice } from './addDevice.ts';
import { canonicalDevice, clashesWith, deviceFaults, isNameTaken } from './deviceRules.ts';
import { findStrayFiles } from './deviceReport.ts';
import type { Actor } from '../actor.ts';

/** Strangers can send under any number of names; beyond this many devices a person has to say who is one. */
const maxDevices = 100;

/** Makes a device of everybody who sends lines and is none yet; returns the new devices' names. */
export async function registerNewSenders(actor: Actor, logFolder: string): Promise<string[]> {
  const { pool } = actor.database;
  const devices = await listDevices(pool);
  const { files } = await findStrayFiles(
    logFolder,
    devices.flatMap((device) => device.files),
  );
  const requests = [...files.map(deviceOfFile), ...(await listUnregistered(pool)).flatMap(deviceOfSender)];
  const registered: NewDevice[] = [];
  for (const device of requests.map(canonicalDevice)) {
    const others = [...devices, ...registered];
    if (others.length >= maxDevices) break;
    // Checked before the common lock is taken: a sender that can't be a device comes up again each second.
    if (mayBeAdded(device, others) && (await isAdded(actor, device))) registered.push(device);
  }
  return registered.map(({ name }) => name);
}

function mayBeAdded(device: NewDevice, others: readonly NewDevice[]): boolean {
  return deviceFaults(device).length + clashesWith(device, others).length === 0 && !isNameTaken(device, others);
}

function deviceOfFile(path: string): NewDevice {
  return { ...nobody, name: basename(path, '.log'), files: [path] };
}

function deviceOfSender({ host, input }: Unregistered): NewDevice[] {
  if (host !== '') return [{ ...nobody, name: host, hosts: [host] }];
  return parseAddress(input) === undefined ? [] : [{ ...nobody, name: input, senders: [input] }];
}

const nobody: NewDevice = { name: '', hosts: [], files: [], senders: [], timeZone: null, format: null };

/** False where somebody registered it meanwhile. */
async function isAdded(actor: Actor, request: NewDevice): Promise<boolean> {
  try {
    await addDevice(actor, request);
    return true;
  } catch (error) {
    if (error instanceof MendableError) return false;
    throw error;
  }
}
