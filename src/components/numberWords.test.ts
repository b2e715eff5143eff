import assert from 'node:assert/strict';
import { it } from 'node:test';
import { countWords, numberWords } from './numberWords.ts';

it('a number has its thousands apart, and what it counts stands in the singular for one only', () => {
  assert.deepEqual([numberWords(1_234_567), numberWords(null)], ['1,234,567', '–']);
  assert.deepEqual(
    [0, 1, 2000].map((count) => countWords(count, 'block')),
    ['0 blocks', '1 block', '2,000 blocks'],
  );
  assert.equal(countWords(2, 'entry', 'entries'), '2 entries');
});
