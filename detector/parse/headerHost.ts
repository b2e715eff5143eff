import type { DeviceFormat } from './deviceFormat.ts';
import type { Header } from './header.ts';
import { findMessage, formatAt } from './messageStart.ts';

/** Longer than any host name (RFC 1035); what is longer is none. */
const maxHostBytes = 255;

/**
 * Empties the header's host when what stands there is none: the message itself, or, without a time before it, a word that
 * no message follows, so that a file of random bytes does not look like thousands of hosts.
 */
export function settleHost(bytes: Buffer, end: number, header: Header): void {
  const { hostStart, hostEnd } = header;
  const isHost =
    hostEnd - hostStart <= maxHostBytes &&
    formatAt(bytes, hostStart, end, undefined) === undefined &&
    (header.timeEnd > header.timeStart || findMessage(bytes, hostEnd, end, header.maxWords, undefined) >= 0);
  if (!isHost) header.hostEnd = hostStart;
}

/** A format of a device's own may begin with a word that looks like a host: then that is none. */
export function dropHostInOwnFormat(bytes: Buffer, end: number, header: Header, own: DeviceFormat | undefined): void {
  if (own !== undefined && formatAt(bytes, header.hostStart, end, own) !== undefined) header.hostEnd = header.hostStart;
}
