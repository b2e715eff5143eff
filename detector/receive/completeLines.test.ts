import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { maxLineBytes } from './lineBlock.ts';
import { endOfCompleteLines } from './completeLines.ts';

const linesOf = (...lengths: number[]) => Buffer.from(lengths.map((length) => 'x'.repeat(length) + '\n').join(''));

test('takes all lines up to the last newline', () => {
  assert.equal(endOfCompleteLines(Buffer.from('one\ntwo\nthr'), 0), 8);
});

test('takes nothing where no line is whole', () => {
  assert.equal(endOfCompleteLines(Buffer.from('one\ntwo'), 4), 4);
  assert.equal(endOfCompleteLines(Buffer.alloc(0), 0), 0);
});

test('takes a line of the greatest length and stops before one that is longer', () => {
  assert.equal(endOfCompleteLines(linesOf(3, maxLineBytes, 3), 0), 4 + maxLineBytes + 1 + 4);
  assert.equal(endOfCompleteLines(linesOf(3, maxLineBytes + 1, 3), 0), 4);
});

test('agrees with looking at every line', () => {
  const lengths = fc.array(fc.oneof(fc.nat(400), fc.integer({ min: maxLineBytes - 2, max: maxLineBytes + 2 })));
  fc.assert(
    fc.property(lengths, fc.nat(100), (lineLengths, restLength) => {
      const tooLong = lineLengths.findIndex((length) => length > maxLineBytes);
      const whole = tooLong < 0 ? lineLengths : lineLengths.slice(0, tooLong);
      const bytes = Buffer.concat([linesOf(...lineLengths), Buffer.alloc(restLength, 'y')]);
      assert.equal(endOfCompleteLines(bytes, 0), linesOf(...whole).length);
    }),
    { numRuns: 100 },
  );
});
