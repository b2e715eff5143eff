import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { defaultFormatText } from '../detector/parse/defaultFormat.ts';
import { reasons } from '../detector/parse/reasons.ts';

function read(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
}

test('docs/reading.md has every reason for which a line is unreadable, and no other', () => {
  const documented = Array.from(read('docs/reading.md').matchAll(/^\| `([a-z-]+)`/gm), ([, reason]) => reason);
  assert.deepEqual(documented.sort(), [...reasons].sort());
});

for (const path of ['README.md', 'docs/reading.md']) {
  test(`${path} tells people to set up the format that is read`, () => {
    assert.ok(read(path).split('\n').includes(defaultFormatText));
  });
}
