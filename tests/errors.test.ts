import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ErrorCode } from '../detector/errorCodes/errorCode.ts';
import { errorCodes, errorSections } from '../detector/errorCodes/errorCodes.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const sources = globSync('detector/**/*.ts', { cwd: root })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

test('the table of codes has every code that can be thrown, and no other', () => {
  const thrown = sources.flatMap(({ text }) =>
    Array.from(text.matchAll(/(?:new MendableError|\bfault)\(\s*'([a-z-]+)'/g), ([, code]) => code),
  );
  assert.deepEqual(Object.keys(errorCodes).sort(), [...new Set(thrown)].sort());
});

test('no code stands in two sections', () => {
  const codes = Object.values(errorSections).flatMap((section) => Object.keys(section));
  assert.deepEqual([...codes].sort(), Object.keys(errorCodes).sort());
});

test('docs/errors.md has what the table of codes says, section by section', () => {
  const document = readFileSync(join(root, 'docs/errors.md'), 'utf8');
  const documented = document
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const rows = section.split('\n').filter((line) => line.startsWith('| `'));
      return [section.split('\n')[0], rows.map((row) => row.replace(/ +/g, ' '))];
    });
  const expected = Object.entries(errorSections).map(([title, section]) => [
    title,
    Object.entries<ErrorCode>(section).map(
      ([code, { status, means, mend }]) => `| \`${code}\` | ${status} | ${means} | ${mend} |`,
    ),
  ]);
  assert.deepEqual(documented, expected);
});

test('a code stands where it is thrown, so that the test above sees it', () => {
  const hidden = sources.filter(({ text }) => /new MendableError\(\s*[^\s']/.test(text));
  assert.deepEqual(
    hidden.map(({ path }) => path),
    // Its `fault('code', …)` is seen, too.
    ['detector/receive/listenFault.ts'],
  );
});
