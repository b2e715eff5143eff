import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isClockBehind, isClockWrong, offsetWords, unreadableLines } from './deviceRow.ts';

describe("a device's clock", () => {
  it('is wrong while records come from the future, and behind when it is more than 5 minutes back', () => {
    const lastLineAt = 3_600_000;
    assert.deepEqual(
      [null, lastLineAt, lastLineAt - 600_000].map((lastFutureAt) => isClockWrong({ lastFutureAt, lastLineAt })),
      [false, true, false],
    );
    assert.deepEqual(
      [isClockBehind({ clockOffsetMs: -300_000 }), isClockBehind({ clockOffsetMs: -300_001 })],
      [false, true],
    );
  });

  it('stands in words of a fitting unit', () => {
    assert.deepEqual([null, 9000, -30_000, 600_000, -36_000_000, 864_000_000].map(offsetWords), [
      '–',
      'right',
      '30 s behind',
      '10 min ahead',
      '10 h behind',
      '10 days ahead',
    ]);
  });
});

it('unreadable lines are those of all reasons', () => {
  const one = { reason: 'cut', meaning: '', lastAt: 0, samples: [] };
  assert.equal(
    unreadableLines({
      unreadable: [
        { ...one, lines: 2 },
        { ...one, reason: 'time', lines: 3 },
      ],
    }),
    5,
  );
});
