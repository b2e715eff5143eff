import { tooLargePush, wrongPush } from './pushRefusal.ts';

const cut = () => wrongPush('The snappy data ends too early');
const damaged = () => wrongPush('The snappy data is damaged');

/**
 * Unpacks Snappy's block format (github.com/google/snappy, format_description.txt): the length, then literals and copies
 * of what was already written. Memory is taken for the length that the data names, never more than `maxBytes`.
 */
export function unpackSnappy(packed: Uint8Array, maxBytes: number): Uint8Array {
  const { length, start } = readLength(packed);
  if (length > maxBytes) throw tooLargePush(`The snappy data unpacks to ${length} bytes`);
  // The best compression is a copy of 64 bytes in 3: a longer declared length is false, and gets no memory.
  if (length > 22 * packed.length) throw damaged();
  const out = Buffer.alloc(length);
  let at = start;
  let written = 0;
  while (at < packed.length) {
    const tag = packed[at++];
    const kind = tag & 3;
    if (kind === 0) {
      const extra = Math.max(0, (tag >> 2) - 59);
      const size = 1 + (extra === 0 ? tag >> 2 : littleEndian(packed, at, extra));
      at += extra;
      if (at + size > packed.length) throw cut();
      if (written + size > length) throw damaged();
      out.set(packed.subarray(at, at + size), written);
      at += size;
      written += size;
      continue;
    }
    const offsetBytes = kind === 1 ? 1 : kind === 2 ? 2 : 4;
    const size = kind === 1 ? 4 + ((tag >> 2) & 7) : 1 + (tag >> 2);
    const offset = littleEndian(packed, at, offsetBytes) + (kind === 1 ? (tag >> 5) * 256 : 0);
    at += offsetBytes;
    if (offset === 0 || offset > written || written + size > length) throw damaged();
    copyWithin(out, written, offset, size);
    written += size;
  }
  if (written !== length) throw cut();
  return out;
}

/** What is copied may reach into what is being written: then it repeats. */
function copyWithin(out: Buffer, written: number, offset: number, size: number): void {
  if (offset >= size) out.copyWithin(written, written - offset, written - offset + size);
  else for (let i = 0; i < size; i++) out[written + i] = out[written + i - offset];
}

function readLength(packed: Uint8Array): { length: number; start: number } {
  let length = 0;
  for (let i = 0; i < 5; i++) {
    if (i >= packed.length) throw cut();
    length += (packed[i] & 0x7f) * 2 ** (7 * i);
    if (packed[i] < 0x80) return { length, start: i + 1 };
  }
  throw damaged();
}

function littleEndian(bytes: Uint8Array, at: number, count: number): number {
  if (at + count > bytes.length) throw cut();
  let value = 0;
  for (let i = count - 1; i >= 0; i--) value = value * 256 + bytes[at + i];
  return value;
}
