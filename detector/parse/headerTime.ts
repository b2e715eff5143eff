import { endOfToken, isDigit, skipSpaces, space } from './ascii.ts';

/** `Mar  9 14:13:44`; a one-digit day may come without its padding. */
const shortestTime = 14;
const clockLength = 8;
const dateLength = 10;

/** The end of a header's time at `start`, BSD or ISO 8601, in its spellings; `start` when there is none. */
export function endOfTime(bytes: Buffer, start: number, end: number): number {
  if (end - start < shortestTime) return start;
  if (isDigit(bytes[start])) return endOfIsoTime(bytes, start, end);
  if (bytes[start + 3] !== space) return start;
  const dayStart = skipSpaces(bytes, start + 4, end);
  const dayEnd = endOfToken(bytes, dayStart, end);
  if (!isDigit(bytes[dayStart]) || dayEnd - dayStart > 2) return start;
  const next = skipSpaces(bytes, dayEnd, end);
  const clock = skipSpaces(bytes, endOfYear(bytes, next, end), end);
  return isClock(bytes, clock, end) ? skipZone(bytes, endOfToken(bytes, clock, end), end) : start;
}

/** `2026-03-09T14:13:44+00:00` or `2026-03-09 14:13:44`; a comma in it makes it the first column of a CSV message. */
function endOfIsoTime(bytes: Buffer, start: number, end: number): number {
  const separator = bytes[start + 4];
  if ((separator !== 0x2d && separator !== 0x2f) || bytes[start + 7] !== separator) return start;
  const clock = start + dateLength + 1;
  const isSpaced = bytes[clock - 1] === space;
  if ((!isSpaced && bytes[clock - 1] !== 0x54) || !isClock(bytes, clock, end)) return start;
  const timeEnd = endOfToken(bytes, clock, end);
  if (bytes.subarray(clock, timeEnd).includes(0x2c)) return start;
  return isSpaced ? skipZone(bytes, timeEnd, end) : timeEnd;
}

function isClock(bytes: Buffer, at: number, end: number): boolean {
  return at + clockLength <= end && isDigit(bytes[at]) && bytes[at + 2] === 0x3a && bytes[at + 5] === 0x3a;
}

function endOfYear(bytes: Buffer, start: number, end: number): number {
  const yearEnd = start + 4;
  const isYear = yearEnd < end && bytes[yearEnd] === space && isDigit(bytes[start]) && isDigit(bytes[start + 3]);
  return isYear ? yearEnd : start;
}

/** Skips the year or the zone that may stand behind a clock: `2026`, `+0100`, `UTC`. */
function skipZone(bytes: Buffer, timeEnd: number, end: number): number {
  const start = skipSpaces(bytes, timeEnd, end);
  const tokenEnd = endOfToken(bytes, start, end);
  if (tokenEnd - start < 1 || tokenEnd - start > 6 || !'+-0123456789UGZ'.includes(String.fromCharCode(bytes[start])))
    return timeEnd;
  const token = bytes.toString('latin1', start, tokenEnd);
  return /^(?:[+-]\d\d:?\d\d|\d{4}|UTC|GMT|Z)$/.test(token) ? tokenEnd : timeEnd;
}
