import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainColumns, stackedColumns, totalOf } from './chartData.ts';
import { stepWords } from './stepWords.ts';

const series = [
  {
    name: 'scan',
    points: [
      [1000, 3],
      [2000, 0],
    ],
  },
  {
    name: 'sweep',
    points: [
      [1000, 1],
      [2000, 5],
    ],
  },
] as const;

describe('what a chart draws', () => {
  it('is times and values side by side', () => {
    assert.deepEqual(plainColumns(series), [
      [1000, 2000],
      [3, 0],
      [1, 5],
    ]);
    assert.deepEqual(plainColumns([]), [[]]);
  });

  it('is sums when stacked, the highest first so that the others are drawn over it', () => {
    assert.deepEqual(stackedColumns(series), [
      [1000, 2000],
      [4, 5],
      [3, 0],
    ]);
  });

  it('is told in numbers', () => {
    assert.deepEqual(
      series.map((one) => totalOf(one)),
      [3, 6],
    );
  });
});

describe('words on the overview', () => {
  it('name a step', () => {
    const minute = 60_000;
    assert.deepEqual(
      [minute, 10 * minute, 60 * minute, 180 * minute, 1440 * minute].map((ms) => stepWords(ms)),
      ['minute', '10 minutes', 'hour', '3 hours', 'day'],
    );
  });
});
