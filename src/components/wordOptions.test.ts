import assert from 'node:assert/strict';
import { it } from 'node:test';
import { wordOptions } from './wordOptions.ts';

it('a value that is not among the words is an option all the same', () => {
  const port = { value: 'port-scan', label: 'Port scan' };
  assert.deepEqual(wordOptions([port, 'fw-1'], ''), [port, { value: 'fw-1', label: 'fw-1' }]);
  assert.deepEqual(wordOptions([port], 'port-scan'), [port]);
  assert.deepEqual(wordOptions([port], 'fw-2'), [port, { value: 'fw-2', label: 'fw-2' }]);
});
