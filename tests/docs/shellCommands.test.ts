import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { mainFile } from '../cli/runDetector.ts';
import { scanLines } from '../support/lines.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { environmentFor, makeFolder, startService } from '../support/service.ts';
import { waitUntil } from '../support/waitUntil.ts';
import { call, documents, isRunWithoutShell, shellLines } from './documents.ts';

/** Where npm is asked for the detector's command line it is run as it is; everything else is the machine's own. */
const npm = `#!/bin/sh
[ "$1 $2 $3 $4" = 'run -s detector --' ] || exit 64
shift 4
exec '${process.execPath}' '${mainFile}' "$@"
`;

/** Commands for a shell that need no root, no container, no server of others and no package. */
function runsHere(path: string, line: string): boolean {
  if (isRunWithoutShell(path, line) || line.includes('DATABASE_URL=')) return false;
  if (line.includes(call) || line.startsWith('echo ') || line.startsWith('tar -czhf ')) return true;
  return /^curl .*(?:localhost|127\.0\.0\.1):/.test(line);
}

const commands = documents
  .map((document) => ({
    path: document.path,
    lines: shellLines(document).filter((line) => runsHere(document.path, line)),
  }))
  .filter(({ lines }) => lines.length > 0);

test('commands of the documents that need a shell or a running service do what they say', async (t) => {
  const folder = await makeFolder(t);
  for (const name of ['data', 'bin', 'logs']) await mkdir(join(folder, name));
  const connectionString = await createTestDatabase(t);
  const dataDir = join(folder, 'data');
  const service = await startService(t, { connectionString, dataDir });
  await writeFile(join(folder, 'bin/npm'), npm, { mode: 0o755 });
  await writeFile(join(folder, 'logs/FW-1.log'), `${scanLines('185.91.127.81', 11, Date.now() - 60_000).join('\n')}\n`);
  const PATH = `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`;
  const env = { ...environmentFor(connectionString, dataDir), PATH, TZ: 'UTC' };

  /** A command with the ports and folders of this test in place of the documents' own. */
  const here = (line: string): string =>
    line
      .replaceAll('/tmp/', `${folder}/`)
      .replaceAll('/var/log/Firewall/', `${folder}/logs/`)
      .replaceAll('data-demo', dataDir)
      .replaceAll(':8443/', `:${service.listPort}/`)
      .replaceAll(':8484/', `:${service.apiPort}/`)
      .replaceAll(':3500/', `:${service.work.receivers.ports.loki}/`);

  const run = async (line: string) => (await promisify(execFile)('sh', ['-c', line], { cwd: folder, env })).stdout;
  await run(`${call}blacklist add 198.51.100.9 --reason 'a test'`);
  await waitUntil('there is a list to fetch', async () => (await service.list()).length > 0);

  for (const { path, lines } of commands) {
    await t.test(path, async () => {
      for (const line of lines) {
        const stdout = await run(here(line));
        assert.equal(stdout !== '', !/^(?:echo|tar) /.test(line), line);
        // A client that is told 503 sends the same bytes again.
        if (line.includes('/loki/')) await waitUntil('204', async () => (await run(here(line))).includes(' 204 '));
        else if (line.includes(':8484/api/')) assert.equal(typeof JSON.parse(stdout), 'object');
      }
    });
  }
  const paths = commands.map(({ path }) => path);
  for (const path of ['README.md', 'docs/api.md', 'docs/shippers.md']) assert.ok(paths.includes(path), path);
});

test("every block that is marked as a shell's is one", () => {
  for (const { path, text } of documents) {
    for (const [, block] of text.matchAll(/^ *```sh\n([^]*?)^ *```$/gm)) {
      assert.doesNotThrow(() => execFileSync('bash', ['-n'], { input: block, stdio: 'pipe' }), `${path}\n${block}`);
    }
  }
});
