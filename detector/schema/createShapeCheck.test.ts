import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import Type from 'typebox';
import { Value } from 'typebox/value';
import { createShapeCheck } from './createShapeCheck.ts';

const closed = { additionalProperties: false };
const schema = Type.Object(
  {
    target: Type.Union([
      Type.Object({ ids: Type.Array(Type.Integer(), { minItems: 1, maxItems: 9 }) }, closed),
      Type.Object({ case: Type.Enum(['scan', 'sweep']) }, closed),
    ]),
    places: Type.Array(Type.Union([Type.Integer(), Type.Null()])),
    note: Type.Optional(Type.String({ maxLength: 5 })),
  },
  closed,
);
const faultsOf = createShapeCheck('body', schema);
const right = { target: { ids: [1] }, places: [1, null] };

test('finds nothing in what fits', () => {
  assert.deepEqual(faultsOf(right), []);
});

test('tells a choice whole, once, by its place', () => {
  const choice = 'an object with ids (a list, 1 to 9 entries) or an object with case (one of "scan", "sweep")';
  assert.deepEqual(faultsOf({ ...right, target: { ids: [], more: 1 } }), [
    `body.target is {"ids":[],"more":1}: it takes ${choice}.`,
  ]);
  assert.deepEqual(faultsOf({ ...right, places: [1, 'x'] }), [
    'body.places.1 is "x": it takes a whole number or null.',
  ]);
});

test('names faults however many there are', () => {
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`more${i}`, i]));
  assert.equal(faultsOf({ ...right, ...many }).length, 30);
  assert.equal(faultsOf({ ...right, places: Array.from({ length: 100_000 }, () => 'x') }).length, 50);
});

test('shows little of what is long', () => {
  const [fault = ''] = faultsOf({ ...right, note: 'x'.repeat(1_000_000) });
  assert.ok(fault.length < 250, fault);
  assert.match(fault, /it takes a text, at most 5 characters\.$/);
});

/** As it comes out of JSON. */
function structured(value: unknown): unknown {
  return (JSON.parse(JSON.stringify({ value })) as { value?: unknown }).value;
}

test('has a sentence for whatever does not fit, and for nothing else', () => {
  const target = fc.oneof(fc.constant(right.target), fc.anything(), fc.object({ key: fc.constantFrom('ids', 'case') }));
  const values = fc.oneof(fc.anything(), fc.record({ target, places: fc.array(fc.anything()), more: fc.anything() }));
  fc.assert(
    fc.property(values, (given) => {
      const value: unknown = structured(given);
      if (!Value.Check(schema, value)) assert.ok(faultsOf(value).length > 0);
    }),
  );
});
