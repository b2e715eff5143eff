import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesWords } from './bytesWords.ts';

test('bytes stand in the unit that fits', () => {
  assert.deepEqual([0, 1023, 1024, 1536 * 1024, 5 * 1024 ** 4].map(bytesWords), [
    '0 bytes',
    '1,023 bytes',
    '1 KB',
    '1.5 MB',
    '5,120 GB',
  ]);
});
