import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layPairs } from './settingsPairs.ts';

test('reads a list of numbers as numbers, and leaves what is none to the check of the settings', () => {
  assert.deepEqual(layPairs({}, ['leftOut.ports=53, 443,', 'leftOut.threatIds=95187', 'leftOut.rules=']), {
    changes: { leftOut: { ports: [53, 443], threatIds: ['95187'], rules: [] } },
  });
  assert.deepEqual(layPairs({}, ['leftOut.ports=53,dns']), { changes: { leftOut: { ports: [53, 'dns'] } } });
});
