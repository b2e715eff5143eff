import { wrongPush } from './pushRefusal.ts';

const cut = () => wrongPush('The protobuf message ends too early');

/**
 * Goes through the fields of a protobuf message (protobuf.dev/programming-guides/encoding) and hands over those that hold
 * bytes: texts and messages. Numbers are passed over.
 */
export function eachBytesField(message: Uint8Array, take: (field: number, bytes: Uint8Array) => void): void {
  let at = 0;

  function varint(): number {
    let value = 0;
    for (let i = 0; i < 10; i++) {
      if (at >= message.length) throw cut();
      const byte = message[at++];
      // Numbers above 53 bits occur only in fields that are skipped.
      value += (byte & 0x7f) * 2 ** (7 * i);
      if (byte < 0x80) return value;
    }
    throw wrongPush('The protobuf message has a number of more than ten bytes');
  }

  function skip(count: number): number {
    const start = at;
    if (count > message.length - at) throw cut();
    at += count;
    return start;
  }

  while (at < message.length) {
    const key = varint();
    const field = Math.floor(key / 8);
    const wire = key % 8;
    if (field < 1 || field > 0x1fffffff) throw wrongPush('The protobuf message has a field without a number');
    if (wire === 0) varint();
    else if (wire === 1) skip(8);
    else if (wire === 5) skip(4);
    else if (wire === 2) {
      const length = varint();
      const start = skip(length);
      take(field, message.subarray(start, at));
    } else throw wrongPush(`The protobuf message has a field of the kind ${wire}, which Loki does not use`);
  }
}
