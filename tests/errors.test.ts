import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const sources = globSync('detector/**/*.ts', { cwd: root })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

test('docs/errors.md has every code that can be thrown, and no other', () => {
  const thrown = sources.flatMap(({ text }) =>
    Array.from(text.matchAll(/(?:new MendableError|\bfault)\(\s*'([a-z-]+)'/g), ([, code]) => code),
  );
  const text = readFileSync(join(root, 'docs/errors.md'), 'utf8');
  const documented = Array.from(text.matchAll(/^\| `([a-z-]+)`/gm), ([, code]) => code);
  assert.deepEqual(documented.sort(), [...new Set(thrown)].sort());
});

test('a code stands where it is thrown, so that the test above sees it', () => {
  const hidden = sources.filter(({ text }) => /new MendableError\(\s*[^\s']/.test(text));
  assert.deepEqual(
    hidden.map(({ path }) => path),
    // Its `fault('code', …)` is seen, too.
    ['detector/receive/listenFault.ts'],
  );
});
