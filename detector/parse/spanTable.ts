import { contextFieldCount } from './field.ts';
import type { FieldSpans } from './fieldSpans.ts';
import { viewOf, wordBytes } from './words.ts';

/** Numbers by the bytes of a line's context fields and their owner; knows a combination again without making a text. */
export interface SpanTable {
  hashOf(spans: FieldSpans, owner: number): number;
  /** The number of a combination; 0 when it is not here. */
  find(spans: FieldSpans, owner: number, hash: number): number;
  /** Adds a combination that is not here; false when the table is full. */
  add(spans: FieldSpans, owner: number, hash: number, id: number): boolean;
}

export interface SpanTableOptions {
  readonly maxEntries: number;
  readonly maxBytes: number;
  /** Any number, best a random one, so that nobody can choose texts that fall into one place. */
  readonly seed: number;
}

const multiplier = 0x9e3779b1;
const initialEntries = 1_024;

/** An entry's numbers: hash, owner, id, offset of its bytes; then the length of each field. */
const entryWidth = 4 + contextFieldCount;

export function createSpanTable({ maxEntries, maxBytes, seed }: SpanTableOptions): SpanTable {
  let capacity = Math.min(initialEntries, maxEntries);
  let entries = new Int32Array(capacity * entryWidth);
  let slots = new Int32Array(2 * roundUpToPower(capacity));
  let texts = Buffer.alloc(Math.min(64 * capacity, maxBytes));
  let textView = viewOf(texts);
  let used = 0;
  let usedBytes = 0;

  function hashOf({ view, starts, ends }: FieldSpans, owner: number): number {
    let hash = Math.imul(seed ^ owner, multiplier);
    for (let slot = 0; slot < contextFieldCount; slot++) {
      const end = ends[slot];
      let at = starts[slot];
      if (at >= end) continue;
      hash = Math.imul(hash ^ ((end - at) << 4) ^ slot, multiplier);
      for (; at + wordBytes <= end; at += wordBytes) {
        hash = Math.imul(hash ^ view.getInt32(at), multiplier);
        hash ^= hash >>> 15;
      }
      for (; at < end; at++) hash = Math.imul(hash ^ view.getUint8(at), multiplier);
    }
    return hash ^ (hash >>> 13);
  }

  function find(spans: FieldSpans, owner: number, hash: number): number {
    const mask = slots.length - 1;
    for (let slot = hash & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const entry = (slots[slot] - 1) * entryWidth;
      if (entries[entry] === hash && entries[entry + 1] === owner && isEqual(spans, entry)) return entries[entry + 2];
    }
    return 0;
  }

  function isEqual({ view, starts, ends }: FieldSpans, entry: number): boolean {
    let from = entries[entry + 3];
    for (let slot = 0; slot < contextFieldCount; slot++) {
      const start = starts[slot];
      const length = ends[slot] - start;
      if (length !== entries[entry + 4 + slot]) return false;
      let i = 0;
      for (; i + wordBytes <= length; i += wordBytes) {
        if (textView.getInt32(from + i) !== view.getInt32(start + i)) return false;
      }
      for (; i < length; i++) if (textView.getUint8(from + i) !== view.getUint8(start + i)) return false;
      from += length;
    }
    return true;
  }

  function add({ bytes, starts, ends }: FieldSpans, owner: number, hash: number, id: number): boolean {
    let length = 0;
    for (let slot = 0; slot < contextFieldCount; slot++) length += ends[slot] - starts[slot];
    if (used === maxEntries || usedBytes + length > maxBytes) return false;
    reserve(length);
    const entry = used * entryWidth;
    entries.set([hash, owner, id, usedBytes], entry);
    for (let slot = 0; slot < contextFieldCount; slot++) {
      entries[entry + 4 + slot] = ends[slot] - starts[slot];
      usedBytes += bytes.copy(texts, usedBytes, starts[slot] < 0 ? 0 : starts[slot], ends[slot] < 0 ? 0 : ends[slot]);
    }
    used++;
    link(used);
    return true;
  }

  function reserve(length: number): void {
    if (usedBytes + length > texts.length) {
      texts = Buffer.concat([texts], Math.min(maxBytes, Math.max(2 * texts.length, usedBytes + length)));
      textView = viewOf(texts);
    }
    if (used < capacity) return;
    capacity = Math.min(2 * capacity, maxEntries);
    const grown = new Int32Array(capacity * entryWidth);
    grown.set(entries);
    entries = grown;
    slots = new Int32Array(2 * roundUpToPower(capacity));
    for (let number = 1; number <= used; number++) link(number);
  }

  /** Entries count from 1 in the slots, so that 0 is a free one. */
  function link(number: number): void {
    const mask = slots.length - 1;
    let slot = entries[(number - 1) * entryWidth] & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = number;
  }

  return { hashOf, find, add };
}

function roundUpToPower(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(count, 2)));
}
