import { endOfToken, isDigit, skipSpaces, space, tab } from './ascii.ts';
import { endOfTime } from './headerTime.ts';
import { endOfHeaderWord } from './messageStart.ts';

/** Where the parts of a line's syslog header stand; used again for the next line. An absent part is empty. */
export interface Header {
  timeStart: number;
  timeEnd: number;
  hostStart: number;
  hostEnd: number;
  /** Where the search for the message begins. */
  messageStart: number;
  /** How many words may stand before the message. */
  maxWords: number;
}

export function createHeader(): Header {
  return { timeStart: 0, timeEnd: 0, hostStart: 0, hostEnd: 0, messageStart: 0, maxWords: 0 };
}

/** Program, process, message id and structured data. */
const ietfWords = 4;

/**
 * A tag, and the odd `-` or `:`. More would let text that strangers bring into other programs' log lines, such as an
 * "Invalid user …" of sshd, pass for a message of the firewall.
 */
const bsdWords = 2;

const dash = 0x2d;
const openBracket = 0x5b;
const messageBytes = Buffer.from('=;,"');

/** The firewall's own header and those that relays put before it. */
const maxHeaders = 5;

/**
 * Finds time and host: BSD (RFC 3164) and IETF (RFC 5424) headers and what rsyslog's file formats make of them. Of several
 * headers the last one counts, which is the firewall's; an octet count or another number before them is skipped.
 */
export function readHeader(bytes: Buffer, start: number, end: number, header: Header): void {
  let at = skipNumber(bytes, skipSpaces(bytes, start, end), end);
  header.timeStart = header.timeEnd = header.hostStart = header.hostEnd = at;
  for (let headers = 0; headers < maxHeaders; headers++) {
    readOneHeader(bytes, at, end, header);
    at = startOfNextHeader(bytes, header.messageStart, end, header.maxWords);
    if (at < 0) return;
  }
}

function readOneHeader(bytes: Buffer, start: number, end: number, header: Header): void {
  const versionAt = skipPriority(bytes, start, end);
  const isIetf = versionAt > start && isDigit(bytes[versionAt]) && bytes[versionAt + 1] === space;
  const timeStart = skipSpaces(bytes, isIetf ? versionAt + 2 : versionAt, end);
  const timeEnd = endOfTime(bytes, timeStart, end);
  const hostStart = skipSpaces(bytes, timeEnd, end);
  header.maxWords = isIetf ? ietfWords : bsdWords;
  header.messageStart = hostStart;
  if (timeEnd > timeStart) {
    header.timeStart = timeStart;
    header.timeEnd = timeEnd;
  }
  // A priority without a time, behind a relay's host: nothing says that a host follows.
  else if (header.hostEnd > header.hostStart) return;
  // A relay may write its time, but no name.
  if (startsHeader(bytes, hostStart, end)) return;
  header.messageStart = endOfToken(bytes, hostStart, end);
  // IETF's word for "no host"
  if (header.messageStart === hostStart + 1 && bytes[hostStart] === dash) return;
  header.hostStart = hostStart;
  header.hostEnd = header.messageStart;
}

/** The start of a further header behind a relay's host, and behind its IETF words or `-`; -1 when there is none. */
function startOfNextHeader(bytes: Buffer, start: number, end: number, maxWords: number): number {
  let at = skipSpaces(bytes, start, end);
  for (let word = 0; word <= maxWords && at < end; word++) {
    if (startsHeader(bytes, at, end)) return at;
    const wordEnd = endOfHeaderWord(bytes, at, end);
    const isDash = wordEnd === at + 1 && bytes[at] === dash;
    if (!isDash && (maxWords !== ietfWords || !isIetfWord(bytes, at, wordEnd))) return -1;
    at = skipSpaces(bytes, wordEnd, end);
  }
  return -1;
}

/** What looks like a part of a message is no word of a header: a stranger may have written what follows it. */
function isIetfWord(bytes: Buffer, start: number, end: number): boolean {
  if (bytes[start] === openBracket) return true;
  for (let at = start; at < end; at++) if (messageBytes.includes(bytes[at])) return false;
  return true;
}

/** A time with a tab behind it is the first column of a message that is divided by tabs. */
function startsHeader(bytes: Buffer, at: number, end: number): boolean {
  if (skipPriority(bytes, at, end) > at) return true;
  const timeEnd = endOfTime(bytes, at, end);
  return timeEnd > at && bytes[timeEnd] !== tab;
}

/** Skips `<14>`. */
function skipPriority(bytes: Buffer, start: number, end: number): number {
  if (bytes[start] !== 0x3c) return start;
  let at = start + 1;
  while (at < end && at < start + 4 && isDigit(bytes[at])) at++;
  if (at === start + 1 || bytes[at] !== 0x3e) return start;
  return at + 1;
}

/** Skips `535 `, an octet count that was left in the line. */
function skipNumber(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && isDigit(bytes[at])) at++;
  return at > start && bytes[at] === space ? skipSpaces(bytes, at, end) : start;
}

/** Longer than any time; what is longer is none. */
const maxTimeLength = 40;

export function headerTimeText(bytes: Buffer, { timeStart, timeEnd }: Header): string {
  return timeEnd - timeStart > maxTimeLength ? '' : bytes.toString('latin1', timeStart, timeEnd);
}
