import type { Reason } from './reasons.ts';

export interface DeviceLines {
  readonly deviceId: number;
  readonly lines: number;
  readonly records: number;
  /** Lines of other log types, such as SYSTEM. */
  readonly otherTypes: number;
  /** Records with a word (action, direction …) that the vendor is not known to use. */
  readonly unknownWords: number;
  readonly zoneOffset: ZoneOffset;
}

/**
 * What lines that tell their time both with an offset and in the device's zone say of that zone: undefined when there were
 * none, null when they agree with it, else the offset of their clock from UTC in minutes.
 */
export type ZoneOffset = number | null | undefined;

export interface UnreadableLines {
  readonly deviceId: number;
  readonly reason: Reason;
  readonly lines: number;
  /** The first few of them, control characters escaped. */
  readonly samples: readonly string[];
}

export interface UnregisteredLines {
  readonly input: string;
  /** Host name in the lines' header, '' when they have none. */
  readonly host: string;
  readonly lines: number;
}

/** What was read since the counts were last taken; empty lines count nowhere. */
export interface ReadCounts {
  readonly lines: number;
  readonly records: number;
  readonly devices: readonly DeviceLines[];
  readonly unreadable: readonly UnreadableLines[];
  readonly unregistered: readonly UnregisteredLines[];
  /** Lines of senders beyond the cap on `unregistered`. */
  readonly unlisted: number;
}

/** One device's counts while they grow. */
export interface DeviceTally {
  readonly deviceId: number;
  lines: number;
  records: number;
  otherTypes: number;
  unknownWords: number;
  zoneOffset: ZoneOffset;
  readonly unreadable: Map<Reason, { lines: number; readonly samples: string[] }>;
}

export interface ReadTally {
  ofDevice(deviceId: number): DeviceTally;
  addUnreadable(device: DeviceTally, reason: Reason, bytes: Buffer, start: number, end: number): void;
  addUnregistered(input: string, host: string): void;
  take(): ReadCounts;
}

const maxSamples = 5;
const maxSampleBytes = 2_048;
const maxUnregistered = 1_000;

export function createReadTally(): ReadTally {
  let devices = new Map<number, DeviceTally>();
  let unregistered = new Map<string, { readonly input: string; readonly host: string; lines: number }>();
  let unlisted = 0;

  function ofDevice(deviceId: number): DeviceTally {
    let device = devices.get(deviceId);
    if (device === undefined) {
      device = {
        ...{ deviceId, lines: 0, records: 0, otherTypes: 0, unknownWords: 0 },
        zoneOffset: undefined,
        unreadable: new Map(),
      };
      devices.set(deviceId, device);
    }
    return device;
  }

  function addUnreadable(device: DeviceTally, reason: Reason, bytes: Buffer, start: number, end: number): void {
    let entry = device.unreadable.get(reason);
    if (entry === undefined) {
      entry = { lines: 0, samples: [] };
      device.unreadable.set(reason, entry);
    }
    entry.lines++;
    if (entry.samples.length < maxSamples) entry.samples.push(sampleOf(bytes, start, end));
  }

  function addUnregistered(input: string, host: string): void {
    const key = `${input}\0${host}`;
    const entry = unregistered.get(key);
    if (entry !== undefined) entry.lines++;
    else if (unregistered.size < maxUnregistered) unregistered.set(key, { input, host, lines: 1 });
    else unlisted++;
  }

  function take(): ReadCounts {
    const senders = [...unregistered.values()];
    const all = [...devices.values()];
    const counts: ReadCounts = {
      lines: sum(all.map(({ lines }) => lines)) + sum(senders.map(({ lines }) => lines)) + unlisted,
      records: sum(all.map(({ records }) => records)),
      devices: all.map(({ deviceId, lines, records, otherTypes, unknownWords, zoneOffset }) => {
        return { deviceId, lines, records, otherTypes, unknownWords, zoneOffset };
      }),
      unreadable: all.flatMap(({ deviceId, unreadable }) =>
        [...unreadable].map(([reason, { lines, samples }]) => ({ deviceId, reason, lines, samples })),
      ),
      unregistered: senders,
      unlisted,
    };
    devices = new Map();
    unregistered = new Map();
    unlisted = 0;
    return counts;
  }

  return { ofDevice, addUnreadable, addUnregistered, take };
}

function sampleOf(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString('utf8', start, Math.min(end, start + maxSampleBytes));
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (control) => {
    return `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
