import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ReplayDocument } from '../../detector/pipeline/replay.ts';
import { runReplay } from './runReplay.ts';

const folder = import.meta.dirname;
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

for (const name of names) {
  test(`${name}: ${titleOf(name)}`, async () => {
    const expected = JSON.parse(readText(name, 'expected.json')) as ReplayDocument;
    assert.deepEqual(await replayOf(name), expected);
  });
}

function replayOf(name: string): Promise<ReplayDocument> {
  const files = readdirSync(join(folder, name)).filter((file) => /\.(log|gz)$/.test(file));
  return runReplay(
    files.sort().map((file) => join(folder, name, file)),
    existsSync(join(folder, name, 'settings.json')) ? JSON.parse(readText(name, 'settings.json')) : {},
    existsSync(join(folder, name, 'device-zone.txt')) ? readText(name, 'device-zone.txt').trim() : undefined,
  );
}

function titleOf(name: string): string {
  return readText(name, 'README.md').split('\n', 1)[0].replace(/^# /, '');
}

function readText(name: string, file: string): string {
  return readFileSync(join(folder, name, file), 'utf8');
}
