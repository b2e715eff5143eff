export const space = 0x20;
export const tab = 0x09;
export const quote = 0x22;
export const comma = 0x2c;
export const semicolon = 0x3b;
export const backslash = 0x5c;

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** True when `text` stands in `bytes` at `at`, wholly before `end`. */
export function startsWith(bytes: Uint8Array, at: number, end: number, text: Uint8Array): boolean {
  const { length } = text;
  if (at + length > end) return false;
  for (let i = 0; i < length; i++) if (bytes[at + i] !== text[i]) return false;
  return true;
}

export function isDigits(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isDigit(bytes[at])) return false;
  return true;
}

const hash = 0x23;

/** The length of the space or tab at `at`, a tab as rsyslog writes it (`#011`) too; 0 when there is none. */
function blankLength(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === space || byte === tab) return 1;
  return byte === hash && bytes[at + 1] === 0x30 && bytes[at + 2] === 0x31 && bytes[at + 3] === 0x31 ? 4 : 0;
}

/** The offset of the first blank at or after `at`, or `end`. */
export function endOfToken(bytes: Uint8Array, at: number, end: number): number {
  // Nothing blank begins with a byte above `#`.
  while (at < end && (bytes[at] > hash || blankLength(bytes, at) === 0)) at++;
  return at;
}

/** The offset of what follows the blanks at `at`, at most `end`. */
export function skipSpaces(bytes: Uint8Array, at: number, end: number): number {
  for (let length = 1; at < end && length > 0; at += length) length = blankLength(bytes, at);
  return Math.min(at, end);
}
