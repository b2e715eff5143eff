import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { runCli } from '../../detector/cli/runCli.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { call, documents, isRunWithoutShell, shellLines, walkedPaths, wordsOf } from './documents.ts';

const commandsOf = (path: string): string[] => {
  const document = documents.find((each) => each.path === path);
  assert.ok(document !== undefined, path);
  return shellLines(document)
    .filter((line) => isRunWithoutShell(path, line))
    .map((line) => line.slice(call.length));
};

for (const path of walkedPaths) {
  test(`every command of ${path} does what it says on a new installation`, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'active-defense-docs-'));
    const home = process.cwd();
    t.after(async () => {
      process.chdir(home);
      await rm(folder, { recursive: true, force: true });
    });
    await writeFile(join(folder, 'old-blacklist.txt'), '198.51.100.7\n198.51.100.8\n');
    process.chdir(folder);
    const env = { DATABASE_URL: await createTestDatabase(t), ACTIVE_DEFENSE_DATA_DIR: join(folder, 'data') };
    const commands = commandsOf(path);
    assert.ok(commands.length > 1);
    for (const command of commands) {
      const said: string[] = [];
      const status = await runCli(wordsOf(command), {
        env,
        now: () => Date.UTC(2026, 10, 21, 12),
        actor: 'ann',
        print: (line) => said.push(line),
        remark: (line) => said.push(line),
        progress: () => undefined,
        stdin: new PassThrough(),
      });
      assert.equal(status, 0, `${command}\n${said.join('\n')}`);
      assert.ok(said.length > 0, command);
    }
  });
}
