import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { parseLogTime, readPlainTime } from './logTime.ts';

function plain(text: string): number {
  const bytes = Buffer.from(text);
  return readPlainTime(bytes, 0, bytes.length);
}

test('reads every second of four centuries as Date does', () => {
  const times = fc.integer({ min: 0, max: Date.UTC(2399, 11, 31) / 1_000 });
  fc.assert(
    fc.property(times, (seconds) => {
      const text = new Date(seconds * 1_000).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ');
      assert.equal(plain(text), seconds * 1_000);
      assert.deepEqual(parseLogTime(text), { wallMs: seconds * 1_000, offsetMs: undefined });
    }),
    { numRuns: 2_000 },
  );
});

test('refuses what is no date or no time of day', () => {
  const wrong = [
    '2026/02/29 00:00:00',
    '2026/00/01 00:00:00',
    '2026/13/01 00:00:00',
    '2026/01/01 24:00:00',
    '2026/01/01 00:60:00',
  ];
  for (const text of [
    ...wrong,
    '',
    '9/16/19 10:00',
    '2026/01/01 00:00',
    '2026/01/01 0a:00:00',
    '2026/01/01 00:00:00x',
  ]) {
    assert.ok(Number.isNaN(plain(text)), text);
    assert.equal(parseLogTime(text), undefined, text);
  }
});

test('reads ISO times with their fraction and offset, and days without padding', () => {
  assert.deepEqual(parseLogTime('2021-11-01T15:14:06.069Z'), {
    wallMs: Date.UTC(2021, 10, 1, 15, 14, 6, 69),
    offsetMs: 0,
  });
  assert.deepEqual(parseLogTime('2025-07-14T09:50:36-04:30'), {
    wallMs: Date.UTC(2025, 6, 14, 9, 50, 36),
    offsetMs: -16_200_000,
  });
  assert.deepEqual(parseLogTime('2018/12/5 13:15:16'), {
    wallMs: Date.UTC(2018, 11, 5, 13, 15, 16),
    offsetMs: undefined,
  });
});
