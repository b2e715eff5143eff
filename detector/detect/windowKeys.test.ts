import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WindowKeys } from './windowKeys.ts';

describe('window keys', () => {
  it('give a number that became free to a new key without anything of the old one', () => {
    const keys = new WindowKeys(10, 1);
    keys.open(1, 1);
    const moved = keys.open(2, 2);
    keys.noteTime(moved, 200);
    keys.setFindingAt(moved, 200);
    keys.compact(Uint32Array.of(0));
    assert.equal(keys.open(2, 2), 1);
    assert.equal(keys.findingAt(1), 200);
    assert.equal(keys.newestAt(1), 200);

    const fresh = keys.open(3, 3);
    assert.equal(fresh, moved);
    assert.equal(keys.findingAt(fresh), 0);
    assert.equal(keys.newestAt(fresh), 0);
  });
});
