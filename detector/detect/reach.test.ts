import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createReach } from './reach.ts';

describe('reach', () => {
  it('holds what lies less than a window behind some clock and within the horizon ahead of it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(100), { minLength: 1, maxLength: 5 }),
        fc.nat(20),
        fc.oneof(fc.nat(40), fc.constant(Infinity)),
        (clocks, windowMs, horizonMs) => {
          const isReachable = createReach(clocks, windowMs, horizonMs);
          for (let at = -30; at < 150; at++) {
            const expected = clocks.some((clock) => at > clock - windowMs && at <= clock + horizonMs);
            assert.equal(isReachable(at), expected, `${at}`);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('holds everything while no clock is known', () => {
    assert.equal(createReach([], 10, Infinity)(-5), true);
  });
});
