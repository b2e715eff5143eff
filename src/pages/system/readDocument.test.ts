import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDocument } from './readDocument.ts';

test('a configuration file is one object of JSON', () => {
  assert.deepEqual(readDocument('{"version":1}', 'x.json'), { document: { version: 1 } });
  for (const text of ['', '[]', 'null', '{', '1']) assert.ok('fault' in readDocument(text, 'x.json'), text);
});
