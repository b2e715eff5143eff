import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { diffOf } from './diffOf.ts';

const diff = (before: unknown, after: unknown) => diffOf(before, after, (ms) => `at ${ms}`);

describe('the difference of two values', () => {
  it('is nothing for what stays', () => {
    assert.deepEqual(diff({ a: 1, b: [1] }, { a: 1, b: [1] }), []);
    assert.deepEqual(diff(null, null), []);
  });

  it('names what changed from the outside in', () => {
    assert.deepEqual(diff({ portScan: { ports: 10, minutes: 10 } }, { portScan: { ports: 5, minutes: 10 } }), [
      { path: 'portScan.ports', before: '10', after: '5' },
    ]);
  });

  it('of something new or gone is all of it', () => {
    assert.deepEqual(diff(null, { reason: 'x', on: true }), [
      { path: 'reason', before: undefined, after: 'x' },
      { path: 'on', before: undefined, after: 'true' },
    ]);
    assert.deepEqual(diff({ range: 'y' }, null), [{ path: 'range', before: 'y', after: undefined }]);
  });

  it('of lists is what they gain and lose, or both whole when only the order changed', () => {
    assert.deepEqual(diff({ l: ['a', 'b'] }, { l: ['b', 'c', 'd'] }), [{ path: 'l', before: 'a', after: 'c\nd' }]);
    assert.deepEqual(diff({ l: ['a'] }, { l: ['a', 'b'] }), [{ path: 'l', before: undefined, after: 'b' }]);
    assert.deepEqual(diff({ l: ['a', 'b'] }, { l: ['b', 'a'] }), [{ path: 'l', before: 'a\nb', after: 'b\na' }]);
  });

  it('tells times as times, and what is null or empty in words', () => {
    assert.deepEqual(diff({ expiresAt: 5, note: '' }, { expiresAt: null, note: 'x' }), [
      { path: 'expiresAt', before: 'at 5', after: 'none' },
      { path: 'note', before: 'empty', after: 'x' },
    ]);
  });

  it('of a value that turns into another kind shows both', () => {
    assert.deepEqual(diff({ a: { b: 1 } }, { a: 'x' }), [{ path: 'a', before: '{"b":1}', after: 'x' }]);
    assert.deepEqual(diff('x', 'y'), [{ path: '', before: 'x', after: 'y' }]);
  });
});
