import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRecordSlices } from './recordSlices.ts';
import type { RecordSlice } from './recordSlices.ts';

const dayMs = 86_400_000;
const nowMs = 20_000 * dayMs + dayMs / 2;

/** Days from today back, the oldest table without a beginning. */
function daysBack(count: number): RecordSlice[] {
  const today = Math.floor(nowMs / dayMs) * dayMs;
  const days = Array.from({ length: count }, (_, age) => ({
    table: `day${age}`,
    fromMs: today - age * dayMs,
    toMs: today - (age - 1) * dayMs,
  }));
  return [...days, { table: 'older', fromMs: null, toMs: today - (count - 1) * dayMs }];
}

test('parts lie side by side from the end to the beginning, however long each takes', () => {
  const offset = fc.integer({ min: 1, max: 5 * dayMs });
  fc.assert(
    fc.property(fc.boolean(), offset, offset, fc.array(fc.integer({ min: 0, max: 900 })), (whole, one, other, took) => {
      const [sinceMs, beforeMs] = [nowMs - Math.max(one, other) - 1, nowMs - Math.min(one, other)];
      const days = daysBack(8).filter((day) => (day.fromMs ?? 0) <= beforeMs && day.toMs > sinceMs);
      const slices = createRecordSlices(days, { sinceMs, beforeMs, nowMs, whole });
      let doneTo = beforeMs;
      let parts = 0;
      for (let slice = slices.next(0); slice !== undefined; slice = slices.next(took[parts++] ?? 0)) {
        assert.equal(slice.toMs, doneTo);
        assert.ok(slice.fromMs !== null && slice.fromMs < slice.toMs);
        doneTo = slice.fromMs;
      }
      assert.equal(doneTo, sinceMs);
    }),
  );
});

test('without a beginning the oldest table is read to its end, and what lies in the future is one part', () => {
  const range = { sinceMs: -Infinity, beforeMs: Infinity, nowMs, whole: false };
  const slices = createRecordSlices(daysBack(1), range);
  const first = slices.next(0);
  assert.deepEqual(first && [nowMs - (first.fromMs ?? 0), first.toMs - nowMs], [900_000, dayMs / 2]);
  let last = first;
  for (let slice = slices.next(0); slice !== undefined; slice = slices.next(0)) last = slice;
  assert.deepEqual([last?.table, last?.fromMs], ['older', null]);
});
