import assert from 'node:assert/strict';
import { it } from 'node:test';
import { timeLeft } from './timeLeft.ts';

it('tells the time left in its two largest units', () => {
  const cases = [
    [29 * 86_400_000 + 4 * 3_600_000 + 59_000, '29 d 4 h'],
    [2 * 3_600_000, '2 h'],
    [192_000, '3 min 12 s'],
    [999, '0 s'],
    [-5000, '0 s'],
  ] as const;
  for (const [ms, words] of cases) assert.equal(timeLeft(ms), words);
});
