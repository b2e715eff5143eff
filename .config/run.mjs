/**
 * Runs a program of this project with the project's own Node: `node .config/run.mjs FILE [ARGUMENT…]`.
 * Any Node from 18 on can read this file. It installs what is missing first, and prints nothing on standard output.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, installAlone, isInstalled, node } from './install.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

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

function run(args) {
  // Compiled code is kept in the checkout: a folder that others may write to would let them plant code.
  const env = { NODE_COMPILE_CACHE: join(root, 'detector/node_modules/.cache/compiled'), ...process.env };
  const child = spawn(node, args, { env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  watchNpm(() => child.kill('SIGTERM'));
  child.on('error', (error) =>
    fail(`The project's Node could not be started (${error.message}): remove detector/node_modules and start again.`),
  );
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    for (const name of signals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

const args = process.argv.slice(2);
if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
  fail(`Active Defense runs on Linux on x64 or arm64; this is ${process.platform} on ${process.arch}.`);
}
const needed = args[0] === 'detector/main.ts' ? 'detector' : 'all';
if (!isInstalled(needed)) installAlone(needed);
if (!existsSync(node))
  fail(`${node} is missing though npm has installed its package: remove detector/node_modules and start again.`);
run(args);
