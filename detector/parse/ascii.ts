export const space = 0x20;
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

/** The offset of the first space at or after `at`, or `end`. */
export function endOfToken(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && bytes[at] !== space) at++;
  return at;
}

export function skipSpaces(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && bytes[at] === space) at++;
  return at;
}
