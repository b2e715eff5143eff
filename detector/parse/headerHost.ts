import type { DeviceFormat } from './deviceFormat.ts';
import type { Header } from './header.ts';
import { findMessage, formatAt } from './messageStart.ts';

/** Longer than any host name (RFC 1035); what is longer is none. */
const maxHostBytes = 255;

/** A priority, a number, a date, a clock, or the name of a month or a day: a header in a form that is not known here. */
const noHost =
  /^(?:<.*|[\d.]*\d{5,}[\d.]*|\d+(?:\.\d*)?|\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?:T.*)?|\d{1,2}:\d\d(?::\d\d.*)?|[^\p{L}\p{N}]*|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[,:]?)$/u;

/**
 * Empties the header's host when what stands there is none: the message itself, a date, a priority or a number, or, without
 * a time before it, a word that no message follows, so that a file of random bytes does not look like thousands of hosts.
 */
export function settleHost(bytes: Buffer, end: number, header: Header): void {
  const { hostStart, hostEnd } = header;
  const isHost =
    hostEnd - hostStart <= maxHostBytes &&
    formatAt(bytes, hostStart, end, undefined) === undefined &&
    !noHost.test(bytes.toString('utf8', hostStart, hostEnd)) &&
    (header.timeEnd > header.timeStart ||
      findMessage(bytes, header.messageStart, end, header.maxWords, undefined) >= 0);
  if (!isHost) dropHost(header);
}

/** A format of a device's own may begin with a word that looks like a host: then that is none. */
export function dropHostInOwnFormat(bytes: Buffer, end: number, header: Header, own: DeviceFormat | undefined): void {
  if (own !== undefined && formatAt(bytes, header.hostStart, end, own) !== undefined) dropHost(header);
}

/** What is no host may be the message's beginning; what is behind a further header is not looked at again. */
function dropHost(header: Header): void {
  if (header.messageStart === header.hostEnd) header.messageStart = header.hostStart;
  header.hostEnd = header.hostStart;
}
