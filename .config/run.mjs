/**
 * Runs a program of this project with the project's own Node: `node .config/run.mjs FILE [ARGUMENT…]`.
 * Any Node from 18 on can read this file. It installs what is missing first, and prints nothing on standard output.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installOnly = '--install-only';

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages ?? {};
  } catch {
    return undefined;
  }
}

const allows = (wanted, own) => wanted === undefined || [wanted].flat().includes(own);
const fitsHere = (entry) => allows(entry.os, process.platform) && allows(entry.cpu, process.arch);

/** npm writes `node_modules/.package-lock.json` last, so a broken-off install has none. */
const readInstalled = () => readLock('node_modules/.package-lock.json');

/** The detector runs without the packages that only tests and the plugin's build need. */
function isInstalled(needsAll) {
  const wanted = readLock('package-lock.json');
  if (wanted === undefined) fail(`package-lock.json is missing or damaged in ${root}: check the project out again.`);
  const installed = readInstalled();
  if (installed === undefined) return false;
  // npm leaves out optional packages of other platforms and what only they need; those of our own are not a choice.
  const ours = Object.keys(wanted['']?.optionalDependencies ?? {}).map((name) => `node_modules/${name}`);
  const missing = Object.entries(wanted).some(([path, entry]) => {
    if (path === '' || (entry.dev && !needsAll)) return false;
    const found = installed[path];
    if (found === undefined) return !entry.optional || (ours.includes(path) && fitsHere(entry));
    return found.version !== entry.version || found.integrity !== entry.integrity;
  });
  return !missing && Object.keys(installed).every((path) => path in wanted);
}

function install(needsAll) {
  const installed = readInstalled();
  const takesAll = needsAll || Object.values(installed ?? {}).some((entry) => entry.dev);
  // `npm ci` would take the packages away from under a detector that runs from them.
  const command = installed === undefined ? ['ci'] : ['install', '--no-save'];
  process.stderr.write(`Installing packages (npm ${command.join(' ')}) …\n`);
  // NODE_ENV=production would leave packages out, and they would be looked for again at each start.
  const choice = [takesAll ? '--include=dev' : '--omit=dev', '--include=optional', '--no-audit', '--no-fund'];
  const run = spawnSync('npm', [...command, ...choice], { cwd: root, stdio: ['ignore', 2, 2] });
  if (run.error?.code === 'ENOENT')
    fail('npm was not found: install it (Ubuntu: sudo apt install npm) and start again.');
  if (run.status !== 0)
    fail(`npm ${command[0]} failed, see above: mend it (network? disk space? permissions?) and start again.`);
}

/** The kernel's lock ends with its holder, so that a killed install blocks nobody. */
function installAlone(needsAll) {
  const self = [process.execPath, fileURLToPath(import.meta.url), installOnly, needsAll ? 'all' : 'detector'];
  const run = spawnSync('flock', [join(root, 'package-lock.json'), ...self], { stdio: ['ignore', 2, 2] });
  if (run.error?.code === 'ENOENT')
    fail('flock was not found: install util-linux, or run `npm ci` yourself, and start again.');
  if (run.status !== 0) process.exit(1);
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')), parent: Number(parent) };
  } catch {
    return { name: '', parent: 0 };
  }
}

/** Calls back when npm is gone. Without npm a parent may leave at will (nohup); npm may have put a shell between. */
function watchNpm(gone) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const above = /^(?:sh|dash|bash|busybox)$/.test(parentOf(shell).name) ? parentOf(shell).parent : undefined;
  const timer = setInterval(() => {
    if (process.ppid === shell && (above === undefined || parentOf(shell).parent === above)) return;
    clearInterval(timer);
    gone();
  }, 500);
  timer.unref();
}

function run(node, args) {
  // Compiled code is kept in the checkout: a folder that others may write to would let them plant code.
  const env = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'), ...process.env };
  const child = spawn(node, args, { env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  watchNpm(() => child.kill('SIGTERM'));
  child.on('error', (error) =>
    fail(`The project's Node could not be started (${error.message}): run \`npm ci\` and start again.`),
  );
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    for (const name of signals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

const args = process.argv.slice(2);
const node = join(root, `node_modules/node-linux-${process.arch}/bin/node`);
if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
  fail(`Active Defense runs on Linux on x64 or arm64; this is ${process.platform} on ${process.arch}.`);
}
if (args[0] === installOnly) {
  const needsAll = args[1] === 'all';
  if (!isInstalled(needsAll)) install(needsAll);
} else {
  const needsAll = args[0] !== 'detector/main.ts';
  if (!isInstalled(needsAll)) installAlone(needsAll);
  if (!existsSync(node))
    fail(`${node} is missing though npm has installed its package: run \`npm ci\` and start again.`);
  run(node, args);
}
