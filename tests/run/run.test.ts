import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

const wrapper = new URL('../../.config/run.mjs', import.meta.url).pathname;
const parentWatch = new URL('../../detector/setup/parentWatch.ts', import.meta.url).pathname;
const nodePackage = `node-linux-${process.arch}`;
const lock = {
  packages: {
    '': { optionalDependencies: { [nodePackage]: '1.0.0', elsewhere: '1.0.0' } },
    [`node_modules/${nodePackage}`]: { version: '1.0.0', optional: true, os: 'linux' },
    'node_modules/elsewhere': { version: '1.0.0', optional: true, os: ['sunos'] },
    'node_modules/unneeded': { version: '1.0.0', optional: true },
    'node_modules/test-only': { version: '1.0.0', dev: true },
  },
};
const own = { [`node_modules/${nodePackage}`]: { version: '1.0.0', optional: true, os: 'linux' } };
const installed = { packages: { ...own, 'node_modules/test-only': { version: '1.0.0', dev: true } } };

// Stands for npm: makes what `npm ci` makes here, and says that it ran and how.
const fakeNpm = `#!/bin/sh
echo ran >> npm-runs
echo "$@" >> npm-arguments
echo noise
rm -rf node_modules && mkdir -p node_modules/${nodePackage}/bin
ln -s '${process.execPath}' node_modules/${nodePackage}/bin/node
cp installed.json node_modules/.package-lock.json
`;

let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-test-'));
});
after(() => rm(folder, { recursive: true, force: true }));

async function makeProject(name: string): Promise<string> {
  const root = join(folder, name);
  await mkdir(join(root, '.config'), { recursive: true });
  await mkdir(join(root, 'bin'));
  await cp(wrapper, join(root, '.config/run.mjs'));
  await writeFile(join(root, 'package-lock.json'), JSON.stringify(lock));
  await writeFile(join(root, 'installed.json'), JSON.stringify(installed));
  await writeFile(join(root, 'bin/npm'), fakeNpm);
  await chmod(join(root, 'bin/npm'), 0o755);
  return root;
}

function start(root: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  const PATH = `${join(root, 'bin')}:${process.env['PATH'] ?? ''}`;
  return spawn(process.execPath, [join(root, '.config/run.mjs'), ...args], { env: { PATH, ...environment } });
}

async function outcome(child: ChildProcess): Promise<{ code: number | null; stdout: string; stderr: string }> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

const npmRuns = async (root: string): Promise<number> =>
  (await readFile(join(root, 'npm-runs'), 'utf8').catch(() => '')).split('ran').length - 1;

/** Waits for a line on the standard output of a program that goes on. */
async function lineOf(child: ChildProcess): Promise<string> {
  const [chunk] = (await once(child.stdout as NonNullable<typeof child.stdout>, 'data')) as [Buffer];
  return chunk.toString().trim();
}

test('installs once, keeps standard output clean, and passes arguments and exit status on', async () => {
  const root = await makeProject('fresh');
  const script = 'console.log(process.argv.slice(1).join()); process.exitCode = 7';
  const first = await outcome(start(root, ['-e', script, '--', 'a', '--demo']));
  assert.deepEqual([first.code, first.stdout], [7, 'a,--demo\n']);
  assert.match(first.stderr, /npm ci.*\nnoise/);
  const second = await outcome(start(root, ['-e', '']));
  assert.deepEqual(second, { code: 0, stdout: '', stderr: '' });
  assert.equal(await npmRuns(root), 1);
});

test('two that start at once install once', async () => {
  const root = await makeProject('together');
  const both = await Promise.all([outcome(start(root, ['-e', ''])), outcome(start(root, ['-e', '']))]);
  assert.deepEqual(
    both.map(({ code }) => code),
    [0, 0],
  );
  assert.equal(await npmRuns(root), 1);
});

test('installs again when a version changed', async () => {
  const root = await makeProject('stale');
  await outcome(start(root, ['-e', '']));
  const newer = JSON.stringify(lock).replaceAll(
    /"version":"1\.0\.0","optional":true,"os":"linux"/g,
    '"version":"1.0.1","optional":true,"os":"linux"',
  );
  await writeFile(join(root, 'package-lock.json'), newer);
  await writeFile(join(root, 'installed.json'), newer);
  await outcome(start(root, ['-e', '']));
  assert.equal(await npmRuns(root), 2);
});

test('the detector is content without what only tests need, which a test adds without taking anything away', async () => {
  const root = await makeProject('detector-only');
  await mkdir(join(root, 'detector'));
  await writeFile(join(root, 'detector/main.ts'), '');
  await writeFile(join(root, 'installed.json'), JSON.stringify({ packages: own }));
  await outcome(start(root, ['detector/main.ts']));
  await outcome(start(root, ['detector/main.ts']));
  assert.equal(await npmRuns(root), 1);
  await outcome(start(root, ['-e', '']));
  const runs = (await readFile(join(root, 'npm-arguments'), 'utf8')).trim().split('\n');
  assert.match(runs[0], /^ci --omit=dev/);
  assert.match(runs[1], /^install --no-save --include=dev/);
});

test('says what to do when npm is missing', async () => {
  const root = await makeProject('without-npm');
  await rm(join(root, 'bin/npm'));
  await symlink('/usr/bin/flock', join(root, 'bin/flock'));
  const { code, stdout, stderr } = await outcome(start(root, ['-e', ''], { PATH: join(root, 'bin') }));
  assert.deepEqual([code, stdout], [1, '']);
  assert.match(stderr, /npm was not found: install it/);
  assert.doesNotMatch(stderr, /at .*:\d+:\d+/);
});

const listener = `
import { onParentGone } from ${JSON.stringify(parentWatch)};
const alive = setInterval(() => undefined, 1000);
const end = (why) => { console.log(why); clearInterval(alive); };
onParentGone(() => end('parent gone'));
process.on('SIGTERM', () => end('terminated'));
console.log('ready');
`;

test('passes a signal on and leaves with the status of the program', async () => {
  const root = await makeProject('signal');
  await outcome(start(root, ['-e', '']));
  const child = start(root, ['--input-type=module', '-e', listener]);
  assert.equal(await lineOf(child), 'ready');
  child.kill('SIGTERM');
  assert.deepEqual(await outcome(child), { code: 0, stdout: 'terminated\n', stderr: '' });
});

test('the program ends by itself when the wrapper is killed', async () => {
  const root = await makeProject('killed');
  await outcome(start(root, ['-e', '']));
  const child = start(root, ['--input-type=module', '-e', listener]);
  assert.equal(await lineOf(child), 'ready');
  const said = lineOf(child);
  child.kill('SIGKILL');
  assert.equal(await said, 'parent gone');
});

test('the program ends when npm above the wrapper is killed', async () => {
  const root = await makeProject('npm-killed');
  await outcome(start(root, ['-e', '']));
  await writeFile(join(root, 'listener.mjs'), listener);
  const npm = `require('node:child_process').spawn(process.execPath, ['.config/run.mjs', 'listener.mjs'], { stdio: 'inherit' })`;
  const parent = spawn(process.execPath, ['-e', npm], {
    cwd: root,
    env: { ...process.env, npm_lifecycle_event: 'start' },
  });
  assert.equal(await lineOf(parent), 'ready');
  const said = lineOf(parent);
  parent.kill('SIGKILL');
  assert.equal(await said, 'terminated');
});
