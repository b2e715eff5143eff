import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentText, table } from './io.ts';
import { visibleText } from './visibleText.ts';

test('escapes what could steer a terminal or turn the direction of writing, and leaves all other text', () => {
  assert.equal(visibleText('\u001b[2J\r\n\u0000\u007f\u009b31m'), '\\u001b[2J\\u000d\\u000a\\u0000\\u007f\\u009b31m');
  assert.equal(visibleText('a\u202eb\u2066c\u2028'), 'a\\u202eb\\u2066c\\u2028');
  assert.equal(visibleText('Zürich 東京 👩‍🚒 \\u001b'), 'Zürich 東京 👩‍🚒 \\u001b');
});

test('leaves a JSON document the same document', () => {
  const document = { text: 'a\u009b\u202e\u007f\u001b"\\' };
  assert.deepEqual(JSON.parse(visibleText(JSON.stringify(document))), document);
});

test('writes times of a document in ISO 8601, other numbers as they are', () => {
  const text = documentText({ at: 0, lastSeenAt: 1_000, expiresAt: null, count: 5, nested: [{ until: 2_000 }] });
  const expected = { at: '1970-01-01T00:00:00.000Z', lastSeenAt: '1970-01-01T00:00:01.000Z', expiresAt: null };
  assert.deepEqual(JSON.parse(text), { ...expected, count: 5, nested: [{ until: '1970-01-01T00:00:02.000Z' }] });
});

test('aligns columns by what is shown', () => {
  assert.deepEqual(
    table(
      ['A', 'B'],
      [
        ['\u001b', 'x'],
        ['yy', ''],
      ],
    ),
    ['A       B', '\\u001b  x', 'yy'],
  );
});
