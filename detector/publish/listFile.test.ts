import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { MendableError } from '../errors.ts';
import { readList, writeList } from './listFile.ts';
import { buildListVersion } from './listVersion.ts';
import { makeFolder } from '../../tests/support/listListener.ts';

const version = buildListVersion(['192.0.2.1', '198.51.100.0/24', '2001:db8::1'], 1_700_000_000_123, 'database-1');

test('reads back what was written', async (t) => {
  const folder = await makeFolder(t);
  await writeList(folder, version);
  assert.deepEqual(await readList(folder), version);
});

test('reads back an empty list', async (t) => {
  const folder = await makeFolder(t);
  const empty = buildListVersion([], 5, 'database-1');
  await writeList(folder, version);
  await writeList(folder, empty);
  assert.deepEqual(await readList(folder), empty);
});

test('leaves no draft behind', async (t) => {
  const folder = await makeFolder(t);
  await writeList(folder, version);
  assert.deepEqual(await readdir(folder), ['last-good-list.txt']);
});

test('knows nothing where no list was kept', async (t) => {
  assert.equal(await readList(await makeFolder(t)), undefined);
});

test('refuses a file that was cut at any byte, or changed', async (t) => {
  const folder = await makeFolder(t);
  const path = join(folder, 'last-good-list.txt');
  await writeList(folder, version);
  const whole = await readFile(path, 'utf8');
  for (let length = 0; length < whole.length; length++) {
    await writeFile(path, whole.slice(0, length));
    await assert.rejects(readList(folder), isDamaged, `cut after ${length} characters`);
  }
  await writeFile(path, whole.replace('192.0.2.1', '192.0.2.2'));
  await assert.rejects(readList(folder), isDamaged);
});

function isDamaged(error: unknown): boolean {
  return error instanceof MendableError && error.code === 'list-file-damaged';
}
