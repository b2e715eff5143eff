import { field } from './field.ts';
import type { FieldSlot } from './field.ts';

/** The slot of an extra field that the product has a word for; 'named': known by name only, kept in the record's detail. */
export type ExtraSlot = FieldSlot | 'named';

const slotsByName: Readonly<Record<string, ExtraSlot>> = {
  proto: field.protocol,
  protocol: field.protocol,
  ipprotocol: field.protocol,
  app: field.application,
  application: field.application,
  srczone: field.sourceZone,
  sourcezone: field.sourceZone,
  fromzone: field.sourceZone,
  from: field.sourceZone,
  dstzone: field.destinationZone,
  destinationzone: field.destinationZone,
  tozone: field.destinationZone,
  to: field.destinationZone,
  direction: field.direction,
  sessionendreason: field.endReason,
  endreason: field.endReason,
  generatedtime: field.generatedTime,
  timegenerated: field.generatedTime,
  highrestime: field.highResTime,
  highrestimestamp: field.highResTime,
  serial: 'named',
  serialnumber: 'named',
  seqno: 'named',
  sequencenumber: 'named',
  sessionid: 'named',
  repeatcount: 'named',
  vsys: 'named',
  vsysname: 'named',
  devicename: 'named',
  dstuser: 'named',
  natsrcip: 'named',
  natdstip: 'named',
  natsrcport: 'named',
  natdstport: 'named',
  srcinterface: 'named',
  dstinterface: 'named',
  inboundinterface: 'named',
  outboundinterface: 'named',
  bytes: 'named',
  bytessent: 'named',
  bytesreceived: 'named',
  packets: 'named',
  packetssent: 'named',
  packetsreceived: 'named',
  category: 'named',
  flags: 'named',
};

interface KnownExtra {
  readonly name: Buffer;
  readonly slot: ExtraSlot;
}

const knownByLength: readonly (readonly KnownExtra[] | undefined)[] = groupByLength();

/**
 * What the name in `bytes[start, end)` means as an extra field, whatever its case; undefined for a name not in the table.
 * Only these names end a free text such as a rule's name, so a longer table means more texts that can't hold `; Name=`.
 */
export function extraSlot(bytes: Uint8Array, start: number, end: number): ExtraSlot | undefined {
  const candidates = knownByLength[end - start];
  if (candidates === undefined) return undefined;
  for (const { name, slot } of candidates) if (isSameName(bytes, start, name)) return slot;
  return undefined;
}

/** The end of a field name at `start` (letters, digits, `_`, `-`, a letter first) that `=` follows; -1 when there is none. */
export function endOfName(bytes: Uint8Array, start: number, end: number): number {
  if (start >= end || !isLetter(bytes[start])) return -1;
  let at = start + 1;
  while (at < end && isNameByte(bytes[at])) at++;
  return at < end && bytes[at] === 0x3d ? at : -1;
}

function isSameName(bytes: Uint8Array, start: number, name: Buffer): boolean {
  for (let i = 0; i < name.length; i++) if ((bytes[start + i] | 0x20) !== name[i]) return false;
  return true;
}

function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isNameByte(byte: number): boolean {
  return isLetter(byte) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f || byte === 0x2d;
}

function groupByLength(): KnownExtra[][] {
  const groups: KnownExtra[][] = [];
  for (const [name, slot] of Object.entries(slotsByName)) {
    (groups[name.length] ??= []).push({ name: Buffer.from(name), slot });
  }
  return groups;
}
