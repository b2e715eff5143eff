import { backslash, comma, endOfToken, isDigit, quote, skipSpaces, space, startsWith } from './ascii.ts';
import { defaultFormat } from './defaultFormat.ts';
import type { DeviceFormat } from './deviceFormat.ts';
import { endOfName, extraSlot } from './extraNames.ts';
import { indexOfLabel } from './pairs.ts';

const openBracket = 0x5b;
const closeBracket = 0x5d;

export type MessageFormat = 'device' | 'key-value' | 'csv';

/** Which format the message at `at` is in: its device's own, the default key=value format or CSV; undefined when it is none. */
export function formatAt(
  bytes: Buffer,
  at: number,
  end: number,
  own: DeviceFormat | undefined,
): MessageFormat | undefined {
  if (own !== undefined && startsWith(bytes, at, end, own.fields[0].pairLabel)) return 'device';
  if (startsWith(bytes, at, end, defaultFormat.fields[0].pairLabel)) return 'key-value';
  if (isDigit(bytes[at]) || bytes[at] === comma) return isCsvStart(bytes, at, end) ? 'csv' : undefined;
  const nameEnd = endOfName(bytes, at, end);
  if (nameEnd < 0) return undefined;
  if (own?.isPairs === true && indexOfLabel(bytes, at, end, own.fields, 0) >= 0) return 'device';
  const isKnown =
    indexOfLabel(bytes, at, end, defaultFormat.fields, 0) >= 0 || extraSlot(bytes, at, nameEnd) !== undefined;
  return isKnown ? 'key-value' : undefined;
}

/** Skips at most `maxWords` between host and message, such as IETF's `- - - -` or a tag; -1 when no message starts there. */
export function findMessage(
  bytes: Buffer,
  start: number,
  end: number,
  maxWords: number,
  own: DeviceFormat | undefined,
): number {
  let at = skipSpaces(bytes, start, end);
  for (let word = 0; word <= maxWords && at < end; word++) {
    at = skipByteOrderMark(bytes, at);
    if (formatAt(bytes, at, end, own) !== undefined) return at;
    at = skipSpaces(bytes, endOfHeaderWord(bytes, at, end), end);
  }
  return -1;
}

/** IETF's structured data, `[id name="a b"]`, is one word though it has spaces. */
export function endOfHeaderWord(bytes: Buffer, start: number, end: number): number {
  if (bytes[start] !== openBracket) return endOfToken(bytes, start, end);
  let isQuoted = false;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === backslash) at++;
    else if (byte === quote) isQuoted = !isQuoted;
    else if (byte === space && !isQuoted && bytes[at - 1] === closeBracket) return at;
  }
  return endOfToken(bytes, start, end);
}

/** IETF messages in UTF-8 may begin with one. */
function skipByteOrderMark(bytes: Buffer, at: number): number {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf ? at + 3 : at;
}

/** The first two columns of PAN-OS CSV hold digits and a date, so the first token has a comma after digits, `-`, `:`, `.`, `T`, `Z`. */
function isCsvStart(bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  while (at < end && (isDigit(bytes[at]) || '-:.+TZ'.includes(String.fromCharCode(bytes[at])))) at++;
  return at < end && bytes[at] === comma;
}
