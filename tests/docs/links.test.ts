import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { anchorsOf, documents, root } from './documents.ts';

interface Link {
  readonly from: string;
  readonly target: string;
}

const links: readonly Link[] = documents.flatMap(({ path, prose }) =>
  Array.from(prose.matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g), ([, target]) => ({ from: path, target })).filter(
    ({ target }) => !/^[a-z]+:/.test(target),
  ),
);

test('every link between documents leads to a file or a heading that is there', () => {
  const byPath = new Map(documents.map((document) => [document.path, document]));
  const broken = links.filter(({ from, target }) => {
    const [file, anchor] = target.split('#');
    const path = file === '' ? from : normalize(join(dirname(from), file));
    if (!existsSync(join(root, path))) return true;
    if (!target.includes('#')) return false;
    const document = byPath.get(path);
    return document === undefined || !anchorsOf(document).has(anchor);
  });
  assert.deepEqual(broken, []);
  assert.ok(links.length > 20, 'the documents have links');
});

test('every source that a document names is there', () => {
  const source = /`((?:[\w.-]+\/)+[\w.-]+\.(?:ts|tsx|mjs|sql|sh)|deploy\/[\w./-]+)`/g;
  const named = documents.flatMap(({ path, text }) =>
    Array.from(text.matchAll(source), ([, file]) => ({ path, file })),
  );
  const missing = named.filter(({ path, file }) => {
    const folders = ['', 'detector', dirname(path)];
    return !folders.some((folder) => existsSync(join(root, folder, file)));
  });
  assert.deepEqual(missing, []);
  assert.ok(named.length > 5, 'the documents name sources');
});
