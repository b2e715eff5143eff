import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layPairs } from './settingsPairs.ts';

test('reads a list of numbers as numbers, and leaves what is none to the check of the settings', () => {
  assert.deepEqual(layPairs({}, ['exclusions.ports=53, 443,', 'exclusions.threatIds=95187', 'exclusions.rules=']), {
    changes: { exclusions: { ports: [53, 443], threatIds: ['95187'], rules: [] } },
  });
  assert.deepEqual(layPairs({}, ['exclusions.ports=53,dns']), { changes: { exclusions: { ports: [53, 'dns'] } } });
});
