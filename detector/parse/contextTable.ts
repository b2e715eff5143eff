import { randomInt } from 'node:crypto';

import { canonicalWord, isKnownWord, wordFields } from '../model/logWords.ts';
import type { Context, RecordType } from '../model/record.ts';
import { contextFieldCount, field, fieldNames } from './field.ts';
import type { FieldSlot } from './field.ts';
import { copyContextSpans, createFieldSpans, setBytes, textOf } from './fieldSpans.ts';
import type { FieldSpans } from './fieldSpans.ts';
import { createSpanTable } from './spanTable.ts';
import type { SpanTable } from './spanTable.ts';

/** Gives each distinct combination of repeating texts its number. */
export interface ContextTable {
  /** By number, from 1; [0] is unused, and so is a number that the database never stored. */
  readonly contexts: readonly (Context | undefined)[];
  /** The highest number given. */
  readonly size: number;
  /** Lines whose combination no longer fitted, since the start. */
  readonly overflowed: number;
  /** A number for a device and where its lines come from, for `intern`. */
  ownerOf(deviceId: number, input: string): number;
  /** Whether a word of the context (its action, direction …) is none that the vendor is known to use. */
  hasUnknownWord(id: number): boolean;
  /**
   * The number of a line's context. Negative: the table is full, so it is that of a context without the texts in
   * `droppedFields` and without input. 0: the table of those is full as well.
   */
  intern(spans: FieldSpans, owner: number): number;
}

export interface ContextTableOptions {
  /** More hold more distinct texts, at about 300 bytes each here and as much in every reader of `contexts`. */
  readonly maxContexts: number;
  readonly maxFallbackContexts?: number;
  /** What the database has. */
  readonly known?: readonly Context[];
}

/** What a record in a full table goes without; what detection needs stays. */
export const droppedFields: readonly FieldSlot[] = [
  field.host,
  field.sourceLocation,
  field.destinationLocation,
  field.application,
  field.sourceZone,
  field.destinationZone,
  field.endReason,
];

const defaultMaxFallbackContexts = 20_000;
const maxBytesPerContext = 320;

type Texts = readonly string[];

interface Owner {
  readonly deviceId: number;
  readonly input: string;
}

export function createContextTable(options: ContextTableOptions): ContextTable {
  const { maxContexts, maxFallbackContexts = defaultMaxFallbackContexts, known = [] } = options;
  const contexts: (Context | undefined)[] = [undefined];
  const full = createTable(maxContexts);
  const fallback = createTable(maxFallbackContexts);
  const owners: Owner[] = [];
  const ownerNumbers = new Map<string, number>();
  const reduced = createFieldSpans();
  const withUnknownWord = new Set<number>();
  let overflowed = 0;

  function ownerOf(deviceId: number, input: string): number {
    // Strangers choose senders, too: beyond the cap their addresses are dropped like other texts.
    const kept = owners.length < maxContexts || ownerNumbers.has(`${deviceId} ${input}`) ? input : '';
    const key = `${deviceId} ${kept}`;
    let owner = ownerNumbers.get(key);
    if (owner === undefined) {
      owner = owners.push({ deviceId, input: kept }) - 1;
      ownerNumbers.set(key, owner);
    }
    return owner;
  }

  function intern(spans: FieldSpans, owner: number): number {
    const hash = full.hashOf(spans, owner);
    const found = full.find(spans, owner, hash);
    if (found !== 0) return found;
    return (owners[owner].input === '' ? 0 : internNew(full, spans, owner, hash)) || -internReduced(spans, owner);
  }

  function internReduced(spans: FieldSpans, owner: number): number {
    overflowed++;
    copyContextSpans(spans, reduced);
    for (const slot of droppedFields) {
      reduced.starts[slot] = -1;
      reduced.ends[slot] = -1;
    }
    const inputless = ownerOf(owners[owner].deviceId, '');
    const hash = fallback.hashOf(reduced, inputless);
    return fallback.find(reduced, inputless, hash) || internNew(fallback, reduced, inputless, hash);
  }

  /** Texts that differ only as bytes (the case of a severity, broken UTF-8) get one number. */
  function internNew(table: SpanTable, spans: FieldSpans, owner: number, hash: number): number {
    const texts = contextTexts(spans);
    const canonical = spansOfTexts(texts);
    const canonicalHash = table.hashOf(canonical, owner);
    let id = table.find(canonical, owner, canonicalHash);
    if (id === 0) {
      id = contexts.length;
      if (!table.add(canonical, owner, canonicalHash, id)) return 0;
      keep(createContext(id, owners[owner], texts));
    }
    if (table.find(spans, owner, hash) === 0) table.add(spans, owner, hash, id);
    return id;
  }

  function keep(context: Context): void {
    contexts[context.id] = context;
    if (wordFields.some((name) => !isKnownWord(name, context[name]))) withUnknownWord.add(context.id);
  }

  for (const context of known) {
    const spans = spansOfTexts(
      fieldNames.slice(0, contextFieldCount).map((name) => String(context[name as keyof Context])),
    );
    const owner = ownerOf(context.deviceId, context.input);
    const table = context.input === '' ? fallback : full;
    table.add(spans, owner, table.hashOf(spans, owner), context.id);
    keep(context);
  }

  return {
    contexts,
    get size() {
      return contexts.length - 1;
    },
    get overflowed() {
      return overflowed;
    },
    ownerOf,
    hasUnknownWord: (id) => withUnknownWord.has(id),
    intern,
  };
}

function createTable(maxEntries: number): SpanTable {
  return createSpanTable({ maxEntries, maxBytes: maxEntries * maxBytesPerContext, seed: randomInt(2 ** 32) });
}

function contextTexts(spans: FieldSpans): Texts {
  const texts = Array.from({ length: contextFieldCount }, (_, slot) => textOf(spans, slot));
  texts[field.type] = texts[field.type].toUpperCase();
  for (const name of wordFields) texts[field[name]] = canonicalWord(name, texts[field[name]]);
  return texts;
}

function spansOfTexts(texts: Texts): FieldSpans {
  const spans = createFieldSpans();
  const parts = texts.map((text) => Buffer.from(text));
  setBytes(spans, Buffer.concat(parts));
  let at = 0;
  for (const [slot, { length }] of parts.entries()) {
    spans.starts[slot] = at;
    at += length;
    spans.ends[slot] = at;
  }
  return spans;
}

function createContext(id: number, { deviceId, input }: Owner, texts: Texts): Context {
  return {
    id,
    deviceId,
    host: texts[field.host],
    input,
    type: texts[field.type] as RecordType,
    subtype: texts[field.subtype],
    action: texts[field.action],
    rule: texts[field.rule],
    ruleId: texts[field.ruleId],
    severity: texts[field.severity],
    sourceLocation: texts[field.sourceLocation],
    destinationLocation: texts[field.destinationLocation],
    protocol: texts[field.protocol],
    application: texts[field.application],
    sourceZone: texts[field.sourceZone],
    destinationZone: texts[field.destinationZone],
    direction: texts[field.direction],
    endReason: texts[field.endReason],
  };
}
