import { endOfToken, isDigit, skipSpaces, space } from './ascii.ts';

/** Where the parts of a line's syslog header stand; used again for the next line. An absent part is empty. */
export interface Header {
  timeStart: number;
  timeEnd: number;
  hostStart: number;
  hostEnd: number;
  /** How many words may stand between host and message. */
  maxWords: number;
}

export function createHeader(): Header {
  return { timeStart: 0, timeEnd: 0, hostStart: 0, hostEnd: 0, maxWords: 0 };
}

/** `Mar  9 14:13:44`; a one-digit day may come without its padding. */
const shortestBsdTime = 14;

/** Program, process, message id and structured data. */
const ietfWords = 4;

/**
 * A tag, and the odd `-` or `:`. More would let text that strangers bring into other programs' log lines, such as an
 * "Invalid user …" of sshd, pass for a message of the firewall.
 */
const bsdWords = 2;

/** Finds priority, version, time and host: BSD (RFC 3164) and IETF (RFC 5424) headers and what rsyslog's file formats make of them. */
export function readHeader(bytes: Buffer, start: number, end: number, header: Header): void {
  let at = skipSpaces(bytes, start, end);
  const versionAt = skipPriority(bytes, at, end);
  const isIetf = versionAt > at && isDigit(bytes[versionAt]) && bytes[versionAt + 1] === space;
  header.maxWords = isIetf ? ietfWords : bsdWords;
  at = skipSpaces(bytes, isIetf ? versionAt + 2 : versionAt, end);
  const timeEnd = endOfTime(bytes, at, end);
  header.timeStart = at;
  header.timeEnd = timeEnd;
  at = skipSpaces(bytes, timeEnd, end);
  header.hostStart = at;
  header.hostEnd = endOfToken(bytes, at, end);
  // IETF's word for "no host"
  if (header.hostEnd === at + 1 && bytes[at] === 0x2d) header.hostStart = header.hostEnd;
}

/** Skips `<14>`. */
function skipPriority(bytes: Buffer, start: number, end: number): number {
  if (bytes[start] !== 0x3c) return start;
  let at = start + 1;
  while (at < end && at < start + 4 && isDigit(bytes[at])) at++;
  if (at === start + 1 || bytes[at] !== 0x3e) return start;
  return at + 1;
}

/** The end of the time at `start`; `start` when there is none. */
function endOfTime(bytes: Buffer, start: number, end: number): number {
  if (end - start < shortestBsdTime) return start;
  if (isDigit(bytes[start])) return endOfIsoTime(bytes, start, end);
  if (bytes[start + 3] !== space) return start;
  const dayStart = skipSpaces(bytes, start + 4, end);
  const dayEnd = endOfToken(bytes, dayStart, end);
  const clock = skipSpaces(bytes, dayEnd, end);
  if (!isDigit(bytes[dayStart]) || dayEnd - dayStart > 2) return start;
  return clock + 8 <= end && bytes[clock + 2] === 0x3a && bytes[clock + 5] === 0x3a
    ? endOfToken(bytes, clock, end)
    : start;
}

/** `2026-03-09T14:13:44+00:00`; a comma in it makes it the first column of a CSV message. */
function endOfIsoTime(bytes: Buffer, start: number, end: number): number {
  if (bytes[start + 4] !== 0x2d || bytes[start + 7] !== 0x2d || bytes[start + 10] !== 0x54) return start;
  const timeEnd = endOfToken(bytes, start, end);
  return bytes.subarray(start, timeEnd).includes(0x2c) ? start : timeEnd;
}

/** Longer than any time; what is longer is none. */
const maxTimeLength = 40;

export function headerTimeText(bytes: Buffer, { timeStart, timeEnd }: Header): string {
  return timeEnd - timeStart > maxTimeLength ? '' : bytes.toString('latin1', timeStart, timeEnd);
}
