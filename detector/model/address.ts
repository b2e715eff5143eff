/**
 * An address is 128 bits in four unsigned 32-bit words. IPv4 stands as ::ffff:a.b.c.d, so that both families compare and
 * hash alike, and an IPv4-mapped IPv6 address is the IPv4 address.
 */
const mappedWord = 0xffff;
const zero = 0x30;
const dot = 0x2e;
const colon = 0x3a;

/** The value of each byte as a hexadecimal digit; -1 where it is none. */
const hexDigits = Int8Array.from({ length: 256 }, (_, byte) =>
  '0123456789abcdef'.indexOf(String.fromCharCode(byte).toLowerCase()),
);

/** The groups of the IPv6 address being read. */
const groups = new Uint16Array(8);

/** Reads an address from ASCII bytes into four words of `into`; false when it is not one. Zone ids and leading zeros are not taken. */
export function readAddress(bytes: Uint8Array, start: number, end: number, into: Uint32Array, at: number): boolean {
  const length = end - start;
  if (length < 2 || length > 45) return false;
  if (length <= 15 && readIpv4(bytes, start, end, into, at + 3)) {
    into[at] = 0;
    into[at + 1] = 0;
    into[at + 2] = mappedWord;
    return true;
  }
  return readIpv6(bytes, start, end, into, at);
}

function readIpv4(bytes: Uint8Array, start: number, end: number, into: Uint32Array, at: number): boolean {
  let word = 0;
  let octet = -1;
  let octets = 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i];
    if (byte === dot) {
      if (octet < 0 || octets === 3) return false;
      word = word * 256 + octet;
      octet = -1;
      octets++;
      continue;
    }
    const digit = byte - zero;
    if (digit < 0 || digit > 9 || octet === 0) return false;
    octet = octet < 0 ? digit : octet * 10 + digit;
    if (octet > 255) return false;
  }
  if (octets !== 3 || octet < 0) return false;
  into[at] = word * 256 + octet;
  return true;
}

function readIpv6(bytes: Uint8Array, start: number, end: number, into: Uint32Array, at: number): boolean {
  let count = 0;
  let gap = -1;
  let group = 0;
  let groupStart = start;
  for (let i = start; i < end; i++) {
    const digit = hexDigits[bytes[i]];
    if (digit >= 0) {
      if (i - groupStart === 4) return false;
      group = group * 16 + digit;
      continue;
    }
    if (bytes[i] === dot) {
      if (!readIpv4(bytes, groupStart, end, into, at)) return false;
      groups[count++] = into[at] >>> 16;
      group = into[at] & 0xffff;
      break;
    }
    if (bytes[i] !== colon || i + 1 === end) return false;
    if (i > groupStart) groups[count++] = group;
    else if (i > start) return false;
    if (bytes[i + 1] === colon) {
      if (gap >= 0) return false;
      gap = count;
      i++;
    } else if (i === start) return false;
    group = 0;
    groupStart = i + 1;
  }
  if (groupStart < end) groups[count++] = group;
  if (gap < 0 ? count !== 8 : count > 7) return false;
  if (gap >= 0) openGap(gap, 8 - count);
  for (let word = 0; word < 4; word++) into[at + word] = groups[2 * word] * 65536 + groups[2 * word + 1];
  return true;
}

/** Moves the groups behind the gap to the end and puts zeros in their place. */
function openGap(gap: number, shift: number): void {
  for (let place = 7; place >= gap; place--) groups[place] = place >= gap + shift ? groups[place - shift] : 0;
}

/** The four words of an address in text, or undefined when it is none. */
export function parseAddress(text: string): Uint32Array | undefined {
  const bytes = Buffer.from(text);
  const words = new Uint32Array(4);
  return readAddress(bytes, 0, bytes.length, words, 0) ? words : undefined;
}

/** Whether it is an IPv4 address, IPv4-mapped ones included. */
export function isIpv4(words: ArrayLike<number>, at = 0): boolean {
  return words[at + 2] === mappedWord && words[at + 1] === 0 && words[at] === 0;
}

/** Canonical text: dotted for IPv4, RFC 5952 for IPv6. */
export function formatAddress(words: ArrayLike<number>, at = 0): string {
  if (isIpv4(words, at)) {
    const word = words[at + 3];
    return `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`;
  }
  const parts = [0, 1, 2, 3].flatMap((i) => [words[at + i] >>> 16, words[at + i] & 0xffff]);
  const texts = parts.map((part) => part.toString(16));
  const { start, length } = longestZeroRun(parts);
  if (length < 2) return texts.join(':');
  return `${texts.slice(0, start).join(':')}::${texts.slice(start + length).join(':')}`;
}

function longestZeroRun(parts: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let i = 0; i < parts.length; i++) {
    let length = 0;
    while (parts[i + length] === 0) length++;
    if (length > best.length) best = { start: i, length };
  }
  return best;
}

/** Negative, 0 or positive, by number; IPv4 stands before IPv6. */
export function compareAddresses(one: ArrayLike<number>, other: ArrayLike<number>, oneAt = 0, otherAt = 0): number {
  const family = Number(isIpv4(other, otherAt)) - Number(isIpv4(one, oneAt));
  if (family !== 0) return family;
  for (let i = 0; i < 4; i++) {
    const difference = one[oneAt + i] - other[otherAt + i];
    if (difference !== 0) return difference;
  }
  return 0;
}
