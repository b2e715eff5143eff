import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../detector/', import.meta.url));
const steps = ['receive', 'parse', 'store', 'detect', 'block', 'publish', 'jobs', 'simulate'];
const maxLines = 250;

/** What every folder may import beside itself, as folders and as files of `detector/`. */
const foundation = ['model', 'errors.ts', 'log.ts'];
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  ...Object.fromEntries(steps.map((step) => [step, foundation])),
  app: [...foundation, ...steps, 'configuration.ts'],
  cli: [...foundation, ...steps, 'app', 'configuration.ts', 'configurationOptions.ts'],
  'main.ts': ['cli'],
};

interface SourceFile {
  /** Below `detector/`. */
  readonly path: string;
  readonly text: string;
  /** Files below `detector/`, or what lies outside with its `../`. */
  readonly imports: readonly string[];
}

const files = globSync('**/*.ts', { cwd: root }).map(readSource);
const program = files.filter(({ path }) => !isTest(path));

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const specifiers = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const imports = specifiers.filter((name) => name.startsWith('.')).map((name) => join(dirname(path), name));
  return { path, text, imports };
}

/** Tests, and what only tests import. */
function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || /\/(?:test[A-Z]\w*|\w+Fixtures?)\.ts$/.test(path);
}

/** A folder of `detector/`, or a file right in it. */
function placeOf(path: string): string {
  return path.split('/')[0];
}

test('a folder imports only what it may', () => {
  const violations = program.flatMap(({ path, imports }) => {
    const place = placeOf(path);
    const allowed = mayImport[place];
    return imports.filter((to) => allowed !== undefined && placeOf(to) !== place && !allowed.includes(placeOf(to))).map((to) => `${path} imports ${to}`);
  });
  assert.deepEqual(violations, []);
});

test('every folder has its rule', () => {
  const folders = new Set(files.filter(({ path }) => path.includes('/')).map(({ path }) => placeOf(path)));
  assert.deepEqual([...folders].filter((folder) => !(folder in mayImport)), []);
});

test("a step's tests import no other step", () => {
  const violations = files.filter(({ path }) => isTest(path)).flatMap(({ path, imports }) => {
    const place = placeOf(path);
    if (!steps.includes(place)) return [];
    const allowed = [...foundation, place];
    return imports.filter((to) => !allowed.includes(placeOf(to)) && !to.startsWith('../tests/support/')).map((to) => `${path} imports ${to}`);
  });
  assert.deepEqual(violations, []);
});

test('the files right in detector/ import no folder but model, and main.ts the command line', () => {
  const violations = program.filter(({ path }) => !path.includes('/') && path !== 'main.ts').flatMap(({ path, imports }) =>
    imports.filter((to) => to.includes('/') && placeOf(to) !== 'model').map((to) => `${path} imports ${to}`),
  );
  assert.deepEqual(violations, []);
});

test('the program imports no test', () => {
  const violations = program.flatMap(({ path, imports }) => imports.filter((to) => isTest(to) || to.startsWith('..')).map((to) => `${path} imports ${to}`));
  assert.deepEqual(violations, []);
});

test('only store/ speaks SQL', () => {
  const outside = program.filter(({ path }) => placeOf(path) !== 'store');
  const speakers = outside.filter(({ text }) => /\.query\b|from 'pg(?:-copy-streams)?'|\b(?:select|insert into|update|delete from)\b[^'"`]*\b(?:from|values|set|where)\b/.test(withoutComments(text)));
  assert.deepEqual(speakers.map(({ path }) => path), []);
});

test('imports make no cycle', () => {
  const importsOf = new Map(program.map(({ path, imports }) => [path, imports] as const));
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): void => {
    if (done.has(path)) return;
    assert.ok(!way.includes(path), `a cycle: ${[...way.slice(way.indexOf(path)), path].join(' → ')}`);
    for (const to of importsOf.get(path) ?? []) visit(to, [...way, path]);
    done.add(path);
  };
  for (const { path } of program) visit(path, []);
});

test(`a file of the program has at most ${maxLines} lines`, () => {
  const long = program.filter(({ text }) => text.split('\n').length - 1 > maxLines);
  assert.deepEqual(long.map(({ path, text }) => `${path}: ${text.split('\n').length - 1}`), []);
});

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
