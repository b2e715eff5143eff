import { contextFieldCount, field, fieldCount } from './field.ts';
import type { FieldSlot } from './field.ts';
import { viewOf } from './words.ts';

/** A field that the product has no word for. */
export interface ExtraSpan {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Where the fields of one line stand in `bytes`; used again for the next line. An absent field starts at -1. */
export interface FieldSpans {
  bytes: Buffer;
  /** The same bytes, to be read by words. */
  view: DataView;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly extras: ExtraSpan[];
}

/** More unknown fields than any firewall writes; each costs an object. */
export const maxExtras = 64;

export function createFieldSpans(): FieldSpans {
  const bytes = Buffer.alloc(0);
  return {
    bytes,
    view: viewOf(bytes),
    starts: new Int32Array(fieldCount).fill(-1),
    ends: new Int32Array(fieldCount).fill(-1),
    extras: [],
  };
}

export function setBytes(spans: FieldSpans, bytes: Buffer): void {
  if (spans.bytes === bytes) return;
  spans.bytes = bytes;
  spans.view = viewOf(bytes);
}

/** Sets the header's part; `bytes` is the line's. */
export function setHost(spans: FieldSpans, bytes: Buffer, start: number, end: number): void {
  setBytes(spans, bytes);
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
  setBytes(to, from.bytes);
  for (let slot = 0; slot < contextFieldCount; slot++) {
    to.starts[slot] = from.starts[slot];
    to.ends[slot] = from.ends[slot];
  }
}
