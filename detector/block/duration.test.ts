import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseDuration } from './duration.ts';

describe('parseDuration', () => {
  it('reads minutes, hours, days, weeks and permanent', () => {
    assert.equal(parseDuration('30m'), 1_800_000);
    assert.equal(parseDuration('12h'), 43_200_000);
    assert.equal(parseDuration('7d'), 604_800_000);
    assert.equal(parseDuration('4w'), 2_419_200_000);
    assert.equal(parseDuration('3660d'), 316_224_000_000);
    assert.equal(parseDuration('permanent'), null);
  });

  it('says what a duration looks like', () => {
    for (const text of ['', '0m', '30', '1.5h', '-1d', '30 m', '3y', 'forever', '3661d', '999999w', '12h\n']) {
      assert.equal(
        parseDuration(text),
        `${JSON.stringify(text)} is not a duration: write 30m, 12h, 7d or 4w (ten years at most), or permanent.`,
      );
    }
  });
});
