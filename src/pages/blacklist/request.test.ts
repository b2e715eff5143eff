import assert from 'node:assert/strict';
import { it } from 'node:test';
import { choose, targetOf } from './request.ts';

const scan = { id: 1, address: '203.0.113.9', origin: 'port-scan' } as const;
const sweep = { id: 2, address: '203.0.113.8', origin: 'port-sweep' } as const;

it('chooses blocks by their numbers, with their case if they share it', () => {
  assert.deepEqual(choose([scan]), { ids: [1], what: '203.0.113.9', origin: 'port-scan' });
  assert.deepEqual(choose([scan, sweep]), { ids: [1, 2], what: '2 blocks', origin: undefined });
});

it('aims at the chosen ones unless a time is given and they share a case', () => {
  assert.deepEqual(targetOf(choose([scan]), undefined), { ids: [1] });
  assert.deepEqual(targetOf(choose([scan]), 5000), { case: 'port-scan', detectedSince: 5000 });
  assert.deepEqual(targetOf(choose([scan, sweep]), 5000), { ids: [1, 2] });
});
