import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createContextTable, droppedFields } from './contextTable.ts';
import { field, fieldNames } from './field.ts';
import type { FieldName } from './field.ts';
import { createFieldSpans, setBytes } from './fieldSpans.ts';
import type { FieldSpans } from './fieldSpans.ts';

function spansOf(texts: Partial<Record<FieldName, string | Buffer>>): FieldSpans {
  const spans = createFieldSpans();
  const parts = Object.entries(texts).map(
    ([name, text]) => [field[name as FieldName], Buffer.from(text as string)] as const,
  );
  setBytes(spans, Buffer.concat(parts.map(([, bytes]) => bytes)));
  let at = 0;
  for (const [slot, { length }] of parts) {
    spans.starts[slot] = at;
    at += length;
    spans.ends[slot] = at;
  }
  return spans;
}

test('gives each combination one number, counted from 1', () => {
  const table = createContextTable({ maxContexts: 100_000 });
  const owner = table.ownerOf(1, 'a.log');
  const numbers = new Set<number>();
  for (let i = 0; i < 20_000; i++) numbers.add(table.intern(spansOf({ type: 'TRAFFIC', rule: `rule ${i}` }), owner));
  for (let i = 0; i < 20_000; i += 7)
    assert.equal(table.intern(spansOf({ type: 'TRAFFIC', rule: `rule ${i}` }), owner), i + 1);
  assert.equal(numbers.size, 20_000);
  assert.equal(table.size, 20_000);
  assert.equal(table.contexts[20_000]?.rule, 'rule 19999');
});

test('texts do not run into each other', () => {
  const table = createContextTable({ maxContexts: 10 });
  const owner = table.ownerOf(1, 'a.log');
  const one = table.intern(spansOf({ sourceZone: 'ab', destinationZone: 'c' }), owner);
  const two = table.intern(spansOf({ sourceZone: 'a', destinationZone: 'bc' }), owner);
  const other = table.intern(spansOf({ sourceZone: 'a', destinationZone: 'bc' }), table.ownerOf(2, 'a.log'));
  assert.deepEqual([one, two, other], [1, 2, 3]);
});

test('severity and action count in lower case, broken bytes as their replacement', () => {
  const table = createContextTable({ maxContexts: 10 });
  const owner = table.ownerOf(1, 'a.log');
  const one = table.intern(spansOf({ action: 'Deny', severity: 'HIGH', rule: Buffer.from([0xff]) }), owner);
  const two = table.intern(spansOf({ action: 'deny', severity: 'high', rule: '\uFFFD' }), owner);
  assert.equal(one, two);
  assert.equal(table.contexts[one]?.severity, 'high');
});

test('knows what the database has, and goes on after its highest number', () => {
  const before = createContextTable({ maxContexts: 10 });
  const spans = spansOf({ type: 'THREAT', rule: 'é', host: 'FW' });
  before.intern(spansOf({ rule: 'other' }), before.ownerOf(7, 'a.log'));
  before.intern(spans, before.ownerOf(7, 'a.log'));
  const known = before.contexts.filter((context) => context?.id === 2).flatMap((context) => (context ? [context] : []));
  const table = createContextTable({ maxContexts: 10, known });
  assert.equal(table.intern(spans, table.ownerOf(7, 'a.log')), 2);
  assert.equal(table.intern(spansOf({ rule: 'new' }), table.ownerOf(7, 'a.log')), 3);
  assert.equal(table.contexts[1], undefined);
});

test('a flood of combinations ends in contexts that keep what detection needs, then in none', () => {
  const table = createContextTable({ maxContexts: 50, maxFallbackContexts: 3 });
  const owner = table.ownerOf(1, 'a.log');
  for (let i = 0; i < 50; i++) table.intern(spansOf({ sourceLocation: `place ${i}` }), owner);
  const all = Object.fromEntries(fieldNames.slice(0, 15).map((name) => [name, `new ${name}`]));
  all['type'] = 'TRAFFIC';
  const reduced = table.intern(spansOf(all), owner);
  assert.equal(reduced, -51);
  const context = table.contexts[51];
  assert.equal(context?.rule, 'new rule');
  assert.equal(context.direction, 'new direction');
  assert.equal(context.input, '');
  for (const slot of droppedFields) assert.equal(context[fieldNames[slot] as 'host'], '');
  assert.equal(table.intern(spansOf({ ...all, sourceLocation: 'elsewhere' }), owner), -51);
  const results = Array.from({ length: 100 }, (_, i) => table.intern(spansOf({ rule: `rule ${i}` }), owner));
  assert.equal(results.filter((id) => id < 0).length, 2);
  assert.equal(results.filter((id) => id === 0).length, 98);
  assert.equal(table.size, 53);
  assert.equal(table.overflowed, 102);
  assert.equal(table.intern(spansOf({ sourceLocation: 'place 7' }), owner), 8);
});

test('a flood of senders’ addresses is capped like one of texts', () => {
  const table = createContextTable({ maxContexts: 10 });
  const ids = Array.from({ length: 1_000 }, (_, i) =>
    table.intern(spansOf({ rule: 'r' }), table.ownerOf(1, `10.0.${i >> 8}.${i & 255}`)),
  );
  assert.ok(ids.every((id) => id !== 0));
  assert.equal(table.size, 11);
});
