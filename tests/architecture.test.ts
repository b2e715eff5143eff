import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { writersOf } from './support/storeWriters.ts';

const root = fileURLToPath(new URL('../detector/', import.meta.url));
const maxLines = 250;

/** What every part may import, and each of these only those before it. */
const ground = ['errorCodes', 'errors.ts', 'log.ts', 'time', 'files', 'schema', 'model'];
const steps = ['receive', 'parse', 'store', 'detect', 'block', 'publish', 'jobs', 'simulate', 'notify'];
/** The parts that connect the steps, from the lowest to the highest, and what each may import beside the ground. */
const connecting: Readonly<Record<string, readonly string[]>> = {
  setup: [],
  embedded: ['setup'],
  actions: [...steps, 'setup'],
  pipeline: [...steps, 'setup', 'actions'],
  api: [...steps, 'setup', 'actions'],
  serve: [...steps, 'setup', 'embedded', 'actions', 'pipeline', 'api'],
  cli: [...steps, 'setup', 'actions', 'pipeline', 'serve'],
  'main.ts': ['cli'],
};
/** Parts are the folders of `detector/` and the files right in it. */
const mayImport: Readonly<Record<string, readonly string[] | undefined>> = {
  ...Object.fromEntries(ground.map((part, index) => [part, ground.slice(0, index)])),
  ...Object.fromEntries(steps.map((step) => [step, ground])),
  ...Object.fromEntries(Object.entries(connecting).map(([part, others]) => [part, [...ground, ...others]])),
};

interface SourceFile {
  /** Below `detector/`, as are its imports. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const files = globSync('**/*.ts', { cwd: root, exclude: ['node_modules/**'] }).map(readSource);
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
  return path.split('/', 1).join();
}

function strayImports({ path, imports }: SourceFile, isAllowed: (to: string) => boolean): string[] {
  const stray = imports.filter((to) => partOf(to) !== partOf(path) && !isAllowed(to));
  return stray.map((to) => `${path} imports ${to}`);
}

test('every part has a rule', () => {
  const parts = new Set(program.map(({ path }) => partOf(path)));
  assert.deepEqual([...parts].sort(), Object.keys(mayImport).sort());
});

test('a part imports only what lies below it', () => {
  const stray = program.flatMap((file) =>
    strayImports(file, (to) => mayImport[partOf(file.path)]?.includes(partOf(to)) ?? false),
  );
  assert.deepEqual(stray, []);
});

test('what tests a step imports no other step', () => {
  const ofSteps = tests.filter(({ path }) => [...steps, 'model'].includes(partOf(path)));
  const isAllowed = (to: string): boolean => ground.includes(partOf(to)) || to.startsWith('../tests/support/');
  assert.deepEqual(
    ofSteps.flatMap((file) => strayImports(file, isAllowed)),
    [],
  );
});

test('only tests stand beside the program', () => {
  const strangers = tests.filter(({ path }) => !path.endsWith('.test.ts'));
  assert.deepEqual(
    strangers.map(({ path }) => path),
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

test('only store/ talks to the database, and embedded/ to its own server', () => {
  const sql = /\.query[(<]|from 'pg(?:-copy-streams)?'|['"`]\s*(?:select|insert into|delete from|update \w+ set)\s/;
  const talkers = program.filter(({ path, text }) => !['store', 'embedded'].includes(partOf(path)) && sql.test(text));
  assert.deepEqual(
    talkers.map(({ path }) => path),
    [],
  );
});

test('command line and API only read the database; what changes it is an action', () => {
  const writers = writersOf(program.filter(({ path }) => partOf(path) === 'store'));
  assert.ok(writers.has('insertBlock') && !writers.has('loadSettings'));
  const stray = program
    .filter(({ path }) => ['api', 'cli'].includes(partOf(path)))
    .flatMap(({ path, text }) => {
      const imports = text.matchAll(/^import \{([^}]*)\} from '[./]*\/store\/[^']*'/gm);
      const names = [...imports].flatMap(([, list = '']) => list.split(',').map((name) => name.trim()));
      return names.filter((name) => writers.has(name)).map((name) => `${path} calls ${name}`);
    });
  assert.deepEqual(stray, []);
});

test(`no file of the program has more than ${maxLines} lines`, () => {
  const lengths = program.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
  assert.deepEqual(
    lengths.filter(({ lines }) => lines > maxLines),
    [],
  );
});
