import type { Device } from '../model/device.ts';
import { compileOwnFormat } from '../parse/ownFormat.ts';
import type { DeviceReading, Origin } from '../parse/lineReader.ts';
import type { LineBlock } from '../receive/lineBlock.ts';
import { isMatched } from '../receive/matchFiles.ts';

/** Knows whose lines a block holds. */
export interface Origins {
  /** Paths and globs of all devices' log files. */
  readonly files: readonly string[];
  /** Undefined for a file that nobody registered, or not any more: its lines wait for whoever does. */
  originOf(block: LineBlock): Origin | undefined;
  /** How a file's lines are read; undefined where it is nobody's. */
  deviceOfFile(path: string): DeviceReading | undefined;
}

/**
 * A file's lines are the device's that it is registered for, whatever their headers say; one that names the very path comes
 * before one whose glob holds it. Other lines are told by the host
 * name that a client names beside them, then by that in the header, and where both are nobody's, by their sender's address:
 * a relay sends for many under its own.
 */
export function createOrigins(devices: readonly Device[], defaultTimeZone: string): Origins {
  const byHost = new Map<string, DeviceReading>();
  const bySender = new Map<string, DeviceReading>();
  const byPath = new Map<string, DeviceReading>();
  const byFile = new Map<string, DeviceReading | undefined>();
  const patterns: { pattern: string; reading: DeviceReading }[] = [];
  for (const device of devices) {
    const reading = readingOf(device, defaultTimeZone);
    for (const host of device.hosts) byHost.set(host.toLowerCase(), reading);
    for (const sender of device.senders) bySender.set(sender, reading);
    for (const pattern of device.files) {
      patterns.push({ pattern, reading });
      byPath.set(pattern, reading);
    }
  }

  function deviceOfFile(path: string): DeviceReading | undefined {
    if (!byFile.has(path)) {
      byFile.set(path, byPath.get(path) ?? patterns.find(({ pattern }) => isMatched(path, [pattern]))?.reading);
    }
    return byFile.get(path);
  }

  function originOf({ input, position, sender, host: named }: LineBlock): Origin | undefined {
    if (position !== undefined) {
      const device = deviceOfFile(position.path);
      return device && { input, deviceOf: () => device };
    }
    const bySenderAddress = sender === undefined ? undefined : bySender.get(sender);
    const byName = named === undefined ? undefined : byHost.get(named.toLowerCase());
    return {
      input,
      isFramed: true,
      ...(named === undefined ? {} : { host: named }),
      deviceOf: (host) => byName ?? byHost.get(host.toLowerCase()) ?? bySenderAddress,
    };
  }

  return { files: patterns.map(({ pattern }) => pattern), originOf, deviceOfFile };
}

function readingOf(device: Device, defaultTimeZone: string): DeviceReading {
  const reading = { deviceId: device.id, timeZone: device.timeZone ?? defaultTimeZone };
  const own = compileOwnFormat(device.format);
  return typeof own === 'string' ? reading : { ...reading, ...own };
}
