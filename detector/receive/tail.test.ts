import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareTail, lastBytes, tailOf } from './tail.ts';

test('keeps the last 64 bytes before an offset', () => {
  const bytes = Buffer.from('a'.repeat(100) + 'bc');
  assert.equal(Buffer.from(tailOf(bytes, 101), 'base64').toString(), 'a'.repeat(63) + 'b');
  assert.equal(Buffer.from(tailOf(bytes, 3), 'base64').toString(), 'aaa');
});

test('keeps a copy, not the buffer that it stands in', () => {
  assert.notEqual(lastBytes(Buffer.alloc(1000), 1000).buffer.byteLength, 1000);
});

test('tells what is the same, what lacks its newline, and what is something else', () => {
  const expected = Buffer.from('line\n');
  assert.equal(compareTail(Buffer.from('line\nmore'), expected), 'same');
  assert.equal(compareTail(Buffer.from('line'), expected), 'unended');
  assert.equal(compareTail(Buffer.from('line2'), expected), 'unended');
  assert.equal(compareTail(Buffer.from('lime\n'), expected), 'other');
  assert.equal(compareTail(Buffer.from(''), expected), 'other');
});

test('finds anything the same where nothing is expected', () => {
  assert.equal(compareTail(Buffer.from('line'), Buffer.alloc(0)), 'same');
});
