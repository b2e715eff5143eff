import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dropRecordSeparators, writeMessageLine } from './messageLine.ts';

function lineOf(message: string): string {
  const into = Buffer.alloc(message.length + 1, '#');
  return into.toString('latin1', 0, writeMessageLine(Buffer.from(message, 'latin1'), into, 0));
}

test('ends a message with one newline, whatever it ended with', () => {
  assert.equal(lineOf('text'), 'text\n');
  assert.equal(lineOf('text\r\n\0'), 'text\n');
});

test('writes newlines inside as nothing else is written, so that a message stays one line', () => {
  assert.equal(lineOf('a\nb\0c\r\nd\x1ee'), 'a\x1eb\0c\r\x1ed e\n');
});

test('lines that have no newlines inside have none of these separators', () => {
  const lines = Buffer.from('a\x1eb\n\x1e\x1ec\n');
  dropRecordSeparators(lines);
  assert.equal(lines.toString(), 'a b\n  c\n');
});

test('leaves no line of an empty message', () => {
  assert.equal(lineOf(''), '');
  assert.equal(lineOf('\n\n'), '');
});
