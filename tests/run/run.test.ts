import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

const scripts = new URL('../../.config/', import.meta.url).pathname;
const parentWatch = new URL('../../detector/setup/parentWatch.ts', import.meta.url).pathname;
const nodePackage = `node-linux-${process.arch}`;
const own = { [`node_modules/${nodePackage}`]: { version: '1.0.0', optional: true, os: 'linux' } };
const lock = {
  packages: {
    '': { optionalDependencies: { [nodePackage]: '1.0.0', elsewhere: '1.0.0' } },
    ...own,
    'node_modules/elsewhere': { version: '1.0.0', optional: true, os: ['sunos'] },
    'node_modules/unneeded': { version: '1.0.0', optional: true },
  },
};
const installed = { packages: own };
/** What tests and the plugin need, which is installed by an npm of our own. */
const others = { packages: { 'node_modules/test-only': { version: '1.0.0', dev: true } } };

// Stands for npm: makes what `npm ci` makes here, and says where it ran and how.
const fakeNpm = `#!/bin/sh
echo "$(basename "$PWD") $@" >> ROOT/npm-runs
echo noise
rm -rf node_modules && mkdir -p node_modules/${nodePackage}/bin node_modules/npm/bin
ln -s '${process.execPath}' node_modules/${nodePackage}/bin/node
echo "require('child_process').execFileSync('npm', process.argv.slice(2), { stdio: 'inherit' })" > node_modules/npm/bin/npm-cli.js
cp installed.json node_modules/.package-lock.json
`;

let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-test-'));
});
after(() => rm(folder, { recursive: true, force: true }));

async function makeProject(name: string): Promise<string> {
  const root = join(folder, name);
  await mkdir(join(root, '.config/npm'), { recursive: true });
  await mkdir(join(root, 'detector'));
  await mkdir(join(root, 'bin'));
  for (const script of ['run.mjs', 'install.mjs']) await cp(join(scripts, script), join(root, '.config', script));
  await putLock(root, 'detector', lock, installed);
  await putLock(root, '.config/npm', others, others);
  await putLock(root, '.', others, others);
  await writeFile(join(root, 'detector/main.ts'), '');
  await writeFile(join(root, 'bin/npm'), fakeNpm.replace('ROOT', root));
  await chmod(join(root, 'bin/npm'), 0o755);
  return root;
}

async function putLock(root: string, part: string, wanted: object, then: object): Promise<void> {
  await writeFile(join(root, part, 'package-lock.json'), JSON.stringify(wanted));
  await writeFile(join(root, part, 'installed.json'), JSON.stringify(then));
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

/** Where npm ran, and how, in order. */
const npmRuns = async (root: string): Promise<string[]> =>
  (await readFile(join(root, 'npm-runs'), 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');

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
  const places = (await npmRuns(root)).map((line) => line.split(' ', 2).join(' '));
  assert.deepEqual(places, ['detector ci', 'npm ci', 'fresh ci']);
});

test('two that start at once install once', async () => {
  const root = await makeProject('together');
  const both = await Promise.all([outcome(start(root, ['-e', ''])), outcome(start(root, ['-e', '']))]);
  assert.deepEqual(
    both.map(({ code }) => code),
    [0, 0],
  );
  assert.equal((await npmRuns(root)).length, 3);
});

test('installs again where a version changed, without taking packages away from under a detector', async () => {
  const root = await makeProject('stale');
  await outcome(start(root, ['-e', '']));
  const changed = (document: object): object =>
    JSON.parse(
      JSON.stringify(document).replaceAll(
        '"version":"1.0.0","optional":true,"os":"linux"',
        '"version":"1.0.1","optional":true,"os":"linux"',
      ),
    ) as object;
  await putLock(root, 'detector', changed(lock), changed(installed));
  await outcome(start(root, ['-e', '']));
  const runs = await npmRuns(root);
  assert.equal(runs.length, 4);
  assert.match(runs[3], /^detector install --no-save /);
});

test('the detector needs nothing of what tests and the plugin need', async () => {
  const root = await makeProject('detector-only');
  await outcome(start(root, ['detector/main.ts']));
  await outcome(start(root, ['detector/main.ts']));
  const runs = await npmRuns(root);
  assert.equal(runs.length, 1);
  assert.match(runs[0], /^detector ci .*--loglevel=error/);
});

test('says what to do when npm is missing', async () => {
  const root = await makeProject('without-npm');
  await rm(join(root, 'bin/npm'));
  await symlink('/usr/bin/flock', join(root, 'bin/flock'));
  const { code, stdout, stderr } = await outcome(start(root, ['-e', ''], { PATH: join(root, 'bin') }));
  assert.deepEqual([code, stdout], [1, '']);
  assert.match(stderr, /npm was not found: install npm/);
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
