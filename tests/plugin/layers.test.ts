import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../src/', import.meta.url));
const maxLines = 250;
const importStatement = /(?:^|\n)(?:import|export)\s+(type\s)?[^;'"]*?from\s*'([^']+)'|import\('([^']+)'\)/g;

interface Import {
  readonly from: string;
  /** Below `src/`; begins with `..` where it leaves it. */
  readonly to: string;
  readonly isType: boolean;
}

const files = globSync('**/*.{ts,tsx}', { cwd: root }).map((path) => ({
  path,
  text: readFileSync(join(root, path), 'utf8'),
}));
const imports = files.flatMap(({ path, text }) =>
  Array.from(
    text.matchAll(importStatement),
    ([, type, name, lazy]: readonly (string | undefined)[]): Import | undefined => {
      const target = name ?? lazy ?? '';
      if (!target.startsWith('.')) return undefined;
      return { from: path, to: join(dirname(path), target), isType: type !== undefined };
    },
  ).filter((found) => found !== undefined),
);

const pageOf = (path: string): string | undefined => /^pages\/([^/]+)\//.exec(path)?.[1];
const told = ({ from, to }: Import): string => `${from} imports ${to}`;

test('pages never import pages', () => {
  const strays = imports.filter(({ from, to }) => pageOf(from) !== undefined && pageOf(to) !== undefined);
  assert.deepEqual(strays.filter(({ from, to }) => pageOf(from) !== pageOf(to)).map(told), []);
});

test('what pages share knows no page', () => {
  const shared = imports.filter(({ from }) => from.startsWith('api/') || from.startsWith('components/'));
  assert.ok(shared.length > 0);
  assert.deepEqual(shared.filter(({ to }) => to.startsWith('pages/')).map(told), []);
});

test("the plugin takes nothing of the detector but its contract's and model's types", () => {
  const beyond = imports.filter(({ from, to }) => to.startsWith('..') && !from.endsWith('.test.ts'));
  const isAllowed = ({ to, isType }: Import): boolean =>
    isType && /^\.\.\/detector\/(?:api\/contract|model)\//.test(to);
  assert.ok(beyond.length > 0);
  assert.deepEqual(beyond.filter((found) => !isAllowed(found)).map(told), []);
});

test(`no file of the plugin has more than ${maxLines} lines`, () => {
  const long = files.filter(({ text }) => text.split('\n').length - 1 > maxLines);
  assert.deepEqual(
    long.map(({ path }) => path),
    [],
  );
});
