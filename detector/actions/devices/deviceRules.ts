import { isAbsolute, normalize } from 'node:path';
import { formatAddress, parseAddress } from '../../model/address.ts';
import { compileOwnFormat } from '../../parse/ownFormat.ts';
import { isPath } from '../../receive/matchFiles.ts';
import type { NewDevice } from '../../store/devices.ts';
import { isTimeZone } from '../../time/calendar.ts';
import { globsOverlap } from './globsOverlap.ts';

/** A device as it is stored: each name, path and address in one way of writing it. */
export function canonicalDevice(request: NewDevice): NewDevice {
  return {
    ...request,
    name: request.name.trim(),
    files: request.files.map((file) => normalize(file)),
    senders: request.senders.map(canonicalSender),
  };
}

function canonicalSender(text: string): string {
  const words = parseAddress(text);
  return words === undefined ? text : formatAddress(words);
}

/** A sentence for each thing that will not do. */
export function deviceFaults(device: NewDevice): string[] {
  const faults: string[] = [];
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u.test(device.name)) {
    faults.push(
      `The name ${JSON.stringify(device.name)} will not do: letters, digits, spaces, dots, - and _, at most 64.`,
    );
  }
  if (device.hosts.length + device.files.length + device.senders.length === 0) {
    faults.push("Nothing says which lines are the device's: give a host name, a file or a sender address.");
  }
  if (device.hosts.some((host) => host.trim() === '')) {
    faults.push('A host name is empty: it would take every line without a header. Leave it out.');
  }
  for (const file of device.files) {
    if (!isAbsolute(file))
      faults.push(
        `The file ${JSON.stringify(file)} is not an absolute path: write it like /var/log/Firewall/fw-1.log.`,
      );
  }
  for (const sender of device.senders) {
    if (parseAddress(sender) === undefined)
      faults.push(`The sender ${JSON.stringify(sender)} is not an address: write it like 192.0.2.1.`);
  }
  if (device.timeZone !== null && !isTimeZone(device.timeZone)) {
    faults.push(`The time zone ${JSON.stringify(device.timeZone)} is not known: write it like Australia/Sydney.`);
  }
  const format = compileOwnFormat(device.format);
  if (typeof format === 'string') faults.push(`The format will not do: ${format}`);
  return faults;
}

export function isNameTaken({ name }: NewDevice, others: readonly NewDevice[]): boolean {
  return others.some((other) => other.name.toLowerCase() === name.toLowerCase());
}

/** A line must never belong to two devices. A path inside another device's glob is no clash: the path is meant then. */
export function clashesWith(device: NewDevice, others: readonly NewDevice[]): string[] {
  const lower = (texts: readonly string[]) => texts.map((text) => text.toLowerCase());
  return others.flatMap((other) => [
    ...shared(lower(device.hosts), lower(other.hosts)).map(
      (host) => `The host name ${host} is ${other.name}'s already.`,
    ),
    ...shared(device.files, other.files).map((file) => `The file ${file} is ${other.name}'s already.`),
    ...overlaps(device.files, other.files).map(
      ([file, theirs]) =>
        `The files ${file} overlap ${theirs}, which are ${other.name}'s: a file that both name would belong to two devices. ` +
        'Write the pattern narrower, or name each file by its path, which comes before a pattern.',
    ),
    ...shared(device.senders, other.senders).map((sender) => `The sender ${sender} is ${other.name}'s already.`),
  ]);
}

/** Pairs of different globs that can name the same file. */
function overlaps(one: readonly string[], other: readonly string[]): [string, string][] {
  const globs = other.filter((file) => !isPath(file));
  return one
    .filter((file) => !isPath(file) && !other.includes(file))
    .flatMap((file) =>
      globs.filter((theirs) => globsOverlap(file, theirs)).map((theirs): [string, string] => [file, theirs]),
    );
}

function shared(one: readonly string[], other: readonly string[]): string[] {
  return one.filter((text) => other.includes(text));
}
