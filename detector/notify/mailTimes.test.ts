import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { digestDueAt, nextAttemptAt } from './mailTimes.ts';

const second = 1_000;
const minute = 60 * second;

describe('digestDueAt', () => {
  it('lets the first new block wait 30 seconds for others', () => {
    assert.equal(digestDueAt(1_000, null), 1_000 + 30 * second);
    assert.equal(digestDueAt(10 * minute, 0), 10 * minute + 30 * second);
  });

  it('keeps mails five minutes apart', () => {
    assert.equal(digestDueAt(2 * minute, minute), 6 * minute);
  });

  it('is not held up by a last mail that a clock set back puts in the future', () => {
    assert.equal(digestDueAt(minute, 500 * minute), 6 * minute);
  });
});

describe('nextAttemptAt', () => {
  it('grows from one minute to an hour', () => {
    const pauses = Array.from({ length: 9 }, (_, i) => nextAttemptAt(i + 1, 7) - 7);
    assert.deepEqual(
      pauses.map((pause) => pause / minute),
      [1, 2, 4, 8, 16, 32, 60, 60, 60],
    );
    assert.equal(nextAttemptAt(5_000, 0), 60 * minute);
  });
});
