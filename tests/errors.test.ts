import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { reasonTexts } from '../detector/parse/reasons.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const sources = globSync('detector/**/*.ts', { cwd: root })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** Codes in the first column of a document's tables. */
function documentedIn(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8');
  return Array.from(text.matchAll(/^\| `([a-z-]+)`/gm), ([, code]) => code).sort();
}

test('docs/errors.md has every code that can be thrown, and no other', () => {
  const thrown = sources.flatMap(({ text }) =>
    Array.from(text.matchAll(/(?:new MendableError|\bfault)\(\s*'([a-z-]+)'/g), ([, code]) => code),
  );
  assert.deepEqual(documentedIn('docs/errors.md'), [...new Set(thrown)].sort());
});

test('a code stands where it is thrown, so that the test above sees it', () => {
  const hidden = sources.filter(({ text }) => /new MendableError\(\s*[^\s']/.test(text));
  assert.deepEqual(
    hidden.map(({ path }) => path),
    // Its `fault('code', …)` is seen, too.
    ['detector/receive/listenFault.ts'],
  );
});

test('docs/reading.md has every reason for which a line is unreadable, and no other', () => {
  assert.deepEqual(documentedIn('docs/reading.md'), Object.keys(reasonTexts).sort());
});
