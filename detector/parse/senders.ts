import type { ColumnFormat } from './columnFormat.ts';
import type { ContextTable } from './contextTable.ts';
import type { DeviceFormat } from './deviceFormat.ts';
import { decodeText } from './fieldSpans.ts';
import type { Header } from './header.ts';
import { settleHost } from './headerHost.ts';
import type { DeviceTally, ReadTally } from './readCounts.ts';
import type { LineOwner } from './recordWriter.ts';
import { createZoneClock } from './timeZone.ts';
import type { ZoneClock } from './timeZone.ts';

/** How a device's lines are read. */
export interface DeviceReading {
  readonly deviceId: number;
  /** IANA zone that its log times are in. */
  readonly timeZone: string;
  readonly format?: DeviceFormat;
  /** Its own columns, where it has no format of its own. */
  readonly columns?: ColumnFormat;
}

/** Where lines come from. */
export interface Origin {
  /** The file's path, or the sender's address. */
  readonly input: string;
  /** Stands for a header's host name where there is none. */
  readonly host?: string;
  /** Each line is a datagram, a frame or an entry, with `recordSeparator` for each newline inside. */
  readonly isFramed?: boolean;
  /** Whose lines they are, by the host name in their header ('' when there is none); undefined: nobody registered it. */
  readonly deviceOf: (host: string) => DeviceReading | undefined;
}

/** A host of one origin, with what reading its lines takes; no device where nobody registered it. */
export interface Sender {
  readonly host: string;
  readonly device: SenderDevice | undefined;
}

export interface SenderDevice {
  readonly owner: LineOwner;
  readonly format: DeviceFormat | undefined;
  readonly columns: ColumnFormat | undefined;
  readonly tally: DeviceTally;
}

export interface Senders {
  /** Starts a run of lines of one origin; what it said before is asked again, as devices come and change. */
  begin(origin: Origin): void;
  /** Whose line this is, by its header; settles the header's host. */
  of(bytes: Buffer, end: number, header: Header): Sender;
}

export function createSenders(contexts: ContextTable, tally: ReadTally): Senders {
  const clocks = new Map<string, ZoneClock>();
  const byHost = new Map<string, Sender>();
  let origin: Origin = { input: '', deviceOf: () => undefined };
  let last: Sender | undefined;
  let lastBytes: Buffer | undefined;
  let lastStart = 0;
  let lastLength = 0;

  function begin(next: Origin): void {
    origin = next;
    byHost.clear();
    last = undefined;
  }

  function of(bytes: Buffer, end: number, header: Header): Sender {
    if (last !== undefined && bytes === lastBytes && isLastHost(bytes, header)) return last;
    settleHost(bytes, end, header);
    const host = decodeText(bytes, header.hostStart, header.hostEnd);
    let sender = byHost.get(host);
    if (sender === undefined) {
      sender = createSender(host);
      byHost.set(host, sender);
    }
    if (header.hostEnd > header.hostStart && header.timeEnd > header.timeStart) {
      last = sender;
      lastBytes = bytes;
      lastStart = header.hostStart;
      lastLength = header.hostEnd - header.hostStart;
    }
    return sender;
  }

  /** Lines of one host mostly come in a row: then no text is made of it. */
  function isLastHost(bytes: Buffer, { timeStart, timeEnd, hostStart, hostEnd }: Header): boolean {
    if (hostEnd - hostStart !== lastLength || timeEnd === timeStart) return false;
    for (let i = 0; i < lastLength; i++) if (bytes[hostStart + i] !== bytes[lastStart + i]) return false;
    return true;
  }

  function createSender(host: string): Sender {
    const reading = origin.deviceOf(host);
    if (reading === undefined) return { host: host === '' ? (origin.host ?? '') : host, device: undefined };
    const { deviceId, timeZone, format, columns } = reading;
    const { input } = origin;
    const counts = tally.ofDevice(deviceId);
    const owner = {
      deviceId,
      input,
      owner: contexts.ownerOf(deviceId, input),
      clock: clockOf(timeZone),
      tally: counts,
    };
    return { host, device: { owner, format, columns, tally: counts } };
  }

  function clockOf(timeZone: string): ZoneClock {
    let clock = clocks.get(timeZone);
    if (clock === undefined) {
      clock = createZoneClock(timeZone);
      clocks.set(timeZone, clock);
    }
    return clock;
  }

  return { begin, of };
}
