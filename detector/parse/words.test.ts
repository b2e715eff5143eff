import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { createWordTexts, endOfPair, hasText, viewOf } from './words.ts';

/** Bytes that differ from `;` and a space in one bit, or in the ways that arithmetic on whole words may confuse. */
const bytes = fc
  .array(fc.constantFrom(0x3b, 0x20, 0x3a, 0x3c, 0xbb, 0x00, 0xff, 0x80, 0x61), { maxLength: 40 })
  .map((list) => Buffer.from(list));

test('finds the first semicolon and space as a search does', () => {
  fc.assert(
    fc.property(bytes, fc.nat(10), fc.nat(10), (text, from, cut) => {
      const end = Math.max(0, text.length - cut);
      const start = Math.min(from, end);
      const found = text.subarray(0, end).indexOf('; ', start);
      assert.equal(endOfPair(viewOf(text), start, end), found < 0 ? end : found);
    }),
    { numRuns: 5_000 },
  );
});

test('compares a text of any length wherever it stands', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 4, maxLength: 13, unit: 'binary-ascii' }),
      fc.nat(5),
      fc.nat(12),
      (text, before, wrongAt) => {
        const line = Buffer.from(`${' '.repeat(before)}${text}`);
        const texts = createWordTexts([Buffer.from('other'), Buffer.from(text)]);
        assert.ok(texts !== undefined);
        assert.ok(hasText(viewOf(line), before, line.length, texts, 1));
        assert.ok(!hasText(viewOf(line), before, line.length - 1, texts, 1));
        line[before + (wrongAt % text.length)] ^= 1;
        assert.ok(!hasText(viewOf(line), before, line.length, texts, 1));
      },
    ),
  );
});
