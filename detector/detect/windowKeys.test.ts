import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WindowKeys } from './windowKeys.ts';

describe('window keys', () => {
  it('give a number that became free to a new key without anything of the old one', () => {
    const keys = new WindowKeys(10, 1);
    keys.open(1, 1);
    const moved = keys.open(2, 2);
    keys.notePort(moved, 80, 100);
    keys.notePort(moved, 53, 200);
    keys.setFindingAt(moved, 200);
    keys.compact(Uint32Array.of(0));
    assert.equal(keys.open(2, 2), 1);
    assert.equal(keys.findingAt(1), 200);
    assert.equal(keys.isFromOneLowPort(1, 53, 99), false);

    const fresh = keys.open(3, 3);
    assert.equal(fresh, moved);
    assert.equal(keys.findingAt(fresh), 0);
    assert.equal(keys.newestAt(fresh), 0);
    keys.notePort(fresh, 53, 150);
    assert.equal(keys.isFromOneLowPort(fresh, 53, 50), true);
  });
});
