import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { MendableError } from '../errors.ts';
import { makeDataFolder } from './embeddedPlace.ts';

test('makes a data folder and the folders above it', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'active-defense-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const wanted = join(folder, 'a', 'b', 'c');
  await makeDataFolder(wanted);
  await makeDataFolder(wanted);
  assert.ok((await stat(wanted)).isDirectory());
});

test(
  'says at once when a data folder can not be made or written: /proc, below it, below a file, in place of a file',
  { timeout: 10_000 },
  async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'active-defense-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    await chmod(folder, 0o755);
    const file = join(folder, 'file');
    await writeFile(file, '');
    for (const wanted of ['/proc', '/proc/active-defense', '/proc/active-defense/a/b', join(file, 'data'), file]) {
      await assert.rejects(
        makeDataFolder(wanted),
        (error) => error instanceof MendableError && error.code === 'data-folder' && error.message.includes(wanted),
      );
    }
  },
);
