import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { durationInWords, isDuration, partsOfDuration } from './durationParts.ts';

describe('the parts of a duration', () => {
  it('are its amount and unit, the amount empty while it is typed', () => {
    assert.deepEqual(partsOfDuration('12h'), { amount: '12', unit: 'h' });
    assert.deepEqual(partsOfDuration('d'), { amount: '', unit: 'd' });
  });

  it('are not those of any other text', () => {
    for (const text of ['permanent', '', '12', '1 h', '-1d', '1.5h', '1y']) {
      assert.equal(partsOfDuration(text), undefined, text);
    }
  });

  it('make a duration when the amount is above 0', () => {
    assert.deepEqual(
      ['permanent', '30m', '0h', 'w', '', '1y'].map((text) => isDuration(text)),
      [true, true, false, false, false, false],
    );
  });

  it('stand in words, one of them in the singular', () => {
    assert.deepEqual(
      ['1h', '7d', '4w', 'permanent'].map((text) => durationInWords(text)),
      ['1 hour', '7 days', '4 weeks', 'permanent'],
    );
  });
});
