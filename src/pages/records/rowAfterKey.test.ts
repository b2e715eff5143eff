import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rowAfterKey } from './rowAfterKey.ts';

const place = { active: 50, rows: 100, rowsInView: 20, firstInView: 45 };

describe('keys in the list of records', () => {
  it('move by a row, by a view but one row, or to the ends', () => {
    const keys = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'];
    assert.deepEqual(
      keys.map((key) => rowAfterKey(key, place)),
      [51, 49, 69, 31, 0, 99],
    );
  });

  it('stay within the list', () => {
    assert.equal(rowAfterKey('ArrowUp', { ...place, active: 0 }), 0);
    assert.equal(rowAfterKey('PageDown', { ...place, active: 95 }), 99);
  });

  it('begin at the first row in view', () => {
    assert.equal(rowAfterKey('ArrowDown', { ...place, active: undefined }), 45);
  });

  it('leave other keys and an empty list alone', () => {
    assert.equal(rowAfterKey('a', place), undefined);
    assert.equal(rowAfterKey('ArrowDown', { ...place, rows: 0 }), undefined);
  });
});
