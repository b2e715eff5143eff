import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRecordSlices } from './recordSlices.ts';
import type { RecordDay } from './recordSlices.ts';
import { dayMs } from '../../time/units.ts';

const nowMs = 20_000 * dayMs + dayMs / 2;

/** Days from today back, the oldest table without a beginning. */
function daysBack(count: number): RecordDay[] {
  const today = Math.floor(nowMs / dayMs) * dayMs;
  const days = Array.from({ length: count }, (_, age) => ({
    table: `day${age}`,
    fromMs: today - age * dayMs,
    toMs: today - (age - 1) * dayMs,
  }));
  return [...days, { table: 'older', fromMs: null, toMs: today - (count - 1) * dayMs }];
}

/** What one part takes, in ms, and whether that is too long. */
const outcomes = fc.array(fc.record({ took: fc.integer({ min: 0, max: 900 }), isTooLong: fc.boolean() }));

test('parts lie side by side from the end to the beginning, however long each takes', () => {
  const offset = fc.integer({ min: 1, max: 5 * dayMs });
  fc.assert(
    fc.property(fc.boolean(), offset, offset, outcomes, (whole, one, other, found) => {
      const [sinceMs, beforeMs] = [nowMs - Math.max(one, other) - 1, nowMs - Math.min(one, other)];
      const days = daysBack(8).filter((day) => (day.fromMs ?? 0) <= beforeMs && day.toMs > sinceMs);
      const slices = createRecordSlices(days, { sinceMs, beforeMs, nowMs, whole });
      let doneTo = beforeMs;
      let parts = 0;
      let slice = slices.next(0);
      while (slice !== undefined) {
        const { took = 0, isTooLong = false } = found.at(parts++) ?? {};
        assert.equal(slice.toMs, doneTo);
        assert.ok(slice.fromMs !== null && slice.fromMs < slice.toMs);
        if (isTooLong && !slice.isNarrowest) {
          const narrower = slices.narrow();
          assert.ok(narrower?.fromMs != null && narrower.fromMs > slice.fromMs && narrower.toMs === slice.toMs);
          assert.ok(narrower.isNarrowest);
          slice = narrower;
          continue;
        }
        doneTo = slice.fromMs;
        slice = slices.next(took);
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
