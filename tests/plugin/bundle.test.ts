import assert from 'node:assert/strict';
import { globSync, readFileSync, statSync } from 'node:fs';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../browser/support/builtFiles.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
/** Grafana loads this much of the plugin at its own start, whatever page a person opens. */
const maxModuleBytes = 50_000;

let said = '';
before(async () => {
  said = await ensureBuilt();
});

test('the plugin builds without a fault', () => {
  assert.doesNotMatch(said, /ERROR|WARNING/);
});

test('what Grafana loads at its start is small, and pages are chunks of their own', () => {
  assert.ok(statSync(`${dist}module.js`).size < maxModuleBytes);
  const pages = globSync('src/pages/*/*Page.tsx', { cwd: new URL('../../', import.meta.url) });
  assert.ok(globSync('*.js', { cwd: dist }).length > pages.length);
});

test('the built plugin says which version it is and when it was built', () => {
  const { info } = JSON.parse(readFileSync(`${dist}plugin.json`, 'utf8')) as {
    readonly info: { readonly version: string; readonly updated: string };
  };
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly version: string;
  };
  assert.equal(info.version, version);
  assert.match(info.updated, /^\d{4}-\d{2}-\d{2}$/);
});

test('the built plugin brings its logo, licence and documents', () => {
  const files = globSync('**/*', { cwd: dist });
  for (const name of ['img/logo.svg', 'LICENSE', 'README.md', 'CHANGELOG.md']) assert.ok(files.includes(name), name);
});
