import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chartRange, chartSeries } from './chartSteps.ts';
import { dayMs } from '../../time/units.ts';

const noon = Date.parse('2026-11-20T12:00:00Z');

test('any range is covered by whole steps, at most 200 of them', () => {
  const instant = fc.integer({ min: -8.64e15, max: 8.64e15 });
  fc.assert(
    fc.property(instant, instant, (one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other) + 1];
      const range = chartRange(from, to);
      const steps = (range.toMs - range.fromMs) / range.stepMs;
      assert.ok(Number.isInteger(steps) && steps >= 1 && steps <= 200, String(steps));
      assert.ok(range.fromMs <= from && range.toMs >= to);
    }),
  );
});

test('a step has a width that a time axis can be read by', () => {
  const widths = [3_600_000, dayMs, 7 * dayMs, 90 * dayMs, 365 * dayMs].map((width) => chartRange(noon - width, noon));
  assert.deepEqual(
    widths.map(({ stepMs }) => stepMs / 60_000),
    [1, 10, 60, 720, 2880],
  );
});

test('a series has a point for each step, the busiest comes first, and what is too much is one', () => {
  const range = chartRange(noon, noon + 120_000);
  const counts = Array.from({ length: 15 }, (_, i) => ({ name: `d${i}`, at: noon, amount: i + 1 }));
  const series = chartSeries([...counts, { name: 'd0', at: noon + 60_000, amount: 100 }], range);
  assert.deepEqual(series[0], {
    name: 'd0',
    points: [
      [noon, 1],
      [noon + 60_000, 100],
    ],
  });
  assert.equal(series.length, 13);
  assert.deepEqual(series[12], {
    name: '3 others',
    points: [
      [noon, 2 + 3 + 4],
      [noon + 60_000, 0],
    ],
  });
});
