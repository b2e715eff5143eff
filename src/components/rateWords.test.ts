import assert from 'node:assert/strict';
import { it } from 'node:test';
import { rateWords } from './rateWords.ts';

it('a rate has more digits the slower it is, and is 0 only where nothing comes', () => {
  assert.deepEqual(
    [0, 0.01, 0.5, 9.94, 10.4, 12_345.6].map((perSecond) => rateWords(perSecond)),
    ['0', '< 0.1', '0.5', '9.9', '10', '12,346'],
  );
});
