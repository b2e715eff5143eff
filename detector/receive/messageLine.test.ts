import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeMessageLine } from './messageLine.ts';

function lineOf(message: string): string {
  const into = Buffer.alloc(message.length + 1, '#');
  return into.toString('latin1', 0, writeMessageLine(Buffer.from(message, 'latin1'), into, 0));
}

test('ends a message with one newline, whatever it ended with', () => {
  assert.equal(lineOf('text'), 'text\n');
  assert.equal(lineOf('text\r\n\0'), 'text\n');
});

test('makes spaces of newlines and NULs inside, so that a message stays one line', () => {
  assert.equal(lineOf('a\nb\0c\r\nd'), 'a b c\r d\n');
});

test('leaves no line of an empty message', () => {
  assert.equal(lineOf(''), '');
  assert.equal(lineOf('\n\n'), '');
});
