import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../detector/', import.meta.url));
const maxLines = 250;

const steps = ['receive', 'parse', 'store', 'detect', 'block', 'publish', 'jobs', 'simulate', 'notify', 'api'];
/** What every part may import. */
const foundation = ['model', 'errorCodes', 'errors.ts', 'log.ts'];
const settingUp = ['configuration.ts', 'configurationOptions.ts', 'parentWatch.ts'];
/** Parts are the folders of `detector/` and the files right in it. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  errorCodes: [],
  'errors.ts': ['errorCodes'],
  ...Object.fromEntries(steps.map((step) => [step, foundation])),
  app: [...foundation, ...steps, ...settingUp],
  cli: [...foundation, ...steps, ...settingUp, 'app'],
  'main.ts': ['cli'],
};

interface SourceFile {
  /** Below `detector/`, as are its imports. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const files = globSync('**/*.ts', { cwd: root }).map(readSource);
const byPath = new Map(files.map((file) => [file.path, file]));
const program = reachableFrom('main.ts');
const tests = files.filter((file) => !program.includes(file));

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const names = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  return { path, text, imports: names.filter((name) => name.startsWith('.')).map((name) => join(dirname(path), name)) };
}

/** What runs; everything else is there for tests. */
function reachableFrom(path: string): SourceFile[] {
  const reached = new Set<SourceFile>();
  const reach = (at: string): void => {
    const file = byPath.get(at);
    if (file === undefined || reached.has(file)) return;
    reached.add(file);
    file.imports.forEach(reach);
  };
  reach(path);
  return [...reached];
}

function partOf(path: string): string {
  return path.split('/')[0];
}

function strayImports({ path, imports }: SourceFile, isAllowed: (to: string) => boolean): string[] {
  const stray = imports.filter((to) => partOf(to) !== partOf(path) && !isAllowed(to));
  return stray.map((to) => `${path} imports ${to}`);
}

test('every folder has a rule', () => {
  const folders = new Set(files.filter(({ path }) => path.includes('/')).map(({ path }) => partOf(path)));
  assert.deepEqual([...folders].sort(), ['model', 'errorCodes', ...steps, 'app', 'cli'].sort());
});

test('a part imports only what lies below it', () => {
  const stray = program.flatMap((file) => {
    const allowed = mayImport[partOf(file.path)] as readonly string[] | undefined;
    return strayImports(file, (to) =>
      allowed === undefined ? partOf(to) === 'model' || !to.includes('/') : allowed.includes(partOf(to)),
    );
  });
  assert.deepEqual(stray, []);
});

test('what tests a step imports no other step', () => {
  const ofSteps = tests.filter(({ path }) => [...steps, 'model'].includes(partOf(path)));
  const isAllowed = (to: string): boolean => foundation.includes(partOf(to)) || to.startsWith('./support/');
  assert.deepEqual(
    ofSteps.flatMap((file) => strayImports(file, isAllowed)),
    [],
  );
});

test('imports make no cycle', () => {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) cycles.push([...way.slice(way.indexOf(path)), path].join(' → '));
    if (done.has(path) || way.includes(path)) return;
    for (const to of byPath.get(path)?.imports ?? []) visit(to, [...way, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
  assert.deepEqual(cycles, []);
});

test('only store/ talks to the database', () => {
  const sql = /\.query[(<]|from 'pg(?:-copy-streams)?'|['"`]\s*(?:select|insert into|delete from|update \w+ set)\s/;
  const talkers = program.filter(({ path, text }) => partOf(path) !== 'store' && sql.test(text));
  assert.deepEqual(
    talkers.map(({ path }) => path),
    [],
  );
});

test(`no file of the program has more than ${maxLines} lines`, () => {
  const lengths = program.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
  assert.deepEqual(
    lengths.filter(({ lines }) => lines > maxLines),
    [],
  );
});
