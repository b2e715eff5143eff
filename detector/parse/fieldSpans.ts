import { contextFieldCount, field, fieldCount } from './field.ts';
import type { FieldSlot } from './field.ts';

/** A field that the product has no word for. */
export interface ExtraSpan {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Where the fields of one line stand in `bytes`; used again for the next line. An absent field starts at -1. */
export interface FieldSpans {
  bytes: Buffer;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly extras: ExtraSpan[];
}

/** More unknown fields than any firewall writes; each costs an object. */
export const maxExtras = 64;

export function createFieldSpans(): FieldSpans {
  const spans = {
    bytes: Buffer.alloc(0),
    starts: new Int32Array(fieldCount).fill(-1),
    ends: new Int32Array(fieldCount).fill(-1),
    extras: [],
  };
  return spans;
}

/** Sets the header's part; `bytes` is the line's. */
export function setHost(spans: FieldSpans, bytes: Buffer, start: number, end: number): void {
  spans.bytes = bytes;
  spans.starts[field.host] = start;
  spans.ends[field.host] = end;
}

/** Forgets the message's fields; the host stays. */
export function clearMessage(spans: FieldSpans): void {
  const { starts, ends } = spans;
  for (let slot = field.host + 1; slot < fieldCount; slot++) {
    starts[slot] = -1;
    ends[slot] = -1;
  }
  if (spans.extras.length > 0) spans.extras.length = 0;
}

export function isAbsent(spans: FieldSpans, slot: FieldSlot): boolean {
  return spans.starts[slot] < 0;
}

export function textOf(spans: FieldSpans, slot: number): string {
  return decodeText(spans.bytes, spans.starts[slot], spans.ends[slot]);
}

/** UTF-8 with U+FFFD for what is none, and for NUL, which PostgreSQL's texts can't hold. */
export function decodeText(bytes: Buffer, start: number, end: number): string {
  if (end <= start) return '';
  const text = bytes.toString('utf8', start, end);
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}

/** Copies what makes a context; the other fields stay as they are. */
export function copyContextSpans(from: FieldSpans, to: FieldSpans): void {
  to.bytes = from.bytes;
  for (let slot = 0; slot < contextFieldCount; slot++) {
    to.starts[slot] = from.starts[slot];
    to.ends[slot] = from.ends[slot];
  }
}
