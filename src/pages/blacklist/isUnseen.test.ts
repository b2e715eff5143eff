import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUnseen } from './isUnseen.ts';

test('a block by hand is unseen until something comes of it, any other never is', () => {
  const made = { origin: 'manual', detectedAt: 1_000, lastSeenAt: 1_000 } as const;
  assert.equal(isUnseen(made), true);
  assert.equal(isUnseen({ ...made, lastSeenAt: 1_001 }), false);
  assert.equal(isUnseen({ ...made, origin: 'port-scan' }), false);
});
