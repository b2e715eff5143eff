/** Installs what is missing, with any Node from 18 on: `node .config/install.mjs detector` or `all`. It prints on standard error only. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** The Node that npm brings; everything but these two files runs with it. */
export const node = join(root, `detector/node_modules/node-linux-${process.arch}/bin/node`);
const ownNpm = join(root, '.config/npm/node_modules/npm/bin/npm-cli.js');

/**
 * Folders with a lock file of their own, in the order in which they are installed. The detector's is read by any npm. That of
 * tests and plugin is not: it is installed by an npm and a Node that we know.
 */
const folders = {
  detector: ['npm'],
  '.config/npm': ['npm'],
  '.': [node, ownNpm],
};

export function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

const foldersOf = (what) => (what === 'detector' ? ['detector'] : Object.keys(folders));

/** Whether everything is there that the detector, or all, needs. */
export function isInstalled(what) {
  return foldersOf(what).every(isFolderInstalled);
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages ?? {};
  } catch {
    return undefined;
  }
}

/** npm writes `node_modules/.package-lock.json` last, so a broken-off install has none. */
const readInstalled = (folder) => readLock(join(folder, 'node_modules/.package-lock.json'));

const allows = (wanted, own) => wanted === undefined || [wanted].flat().includes(own);
const fitsHere = (entry) => allows(entry.os, process.platform) && allows(entry.cpu, process.arch);

function isFolderInstalled(folder) {
  const wanted = readLock(join(folder, 'package-lock.json'));
  if (wanted === undefined)
    fail(`${join(root, folder, 'package-lock.json')} is missing or damaged: check the project out again.`);
  const installed = readInstalled(folder);
  if (installed === undefined) return false;
  // npm leaves out optional packages of other platforms and their dependencies; the project's own optional packages for this platform must be there.
  const ours = Object.keys(wanted['']?.optionalDependencies ?? {}).map((name) => `node_modules/${name}`);
  const isMissing = ([path, entry]) => {
    const found = installed[path];
    if (found === undefined) return !entry.optional || (ours.includes(path) && fitsHere(entry));
    return found.version !== entry.version || found.integrity !== entry.integrity;
  };
  const packages = Object.entries(wanted).filter(([path]) => path !== '');
  return !packages.some(isMissing) && Object.keys(installed).every((path) => path in wanted);
}

function installFolder(folder) {
  // `npm ci` would delete the packages of a detector that is running.
  const command = readInstalled(folder) === undefined ? ['ci'] : ['install', '--no-save'];
  process.stderr.write(`Installing packages${folder === '.' ? '' : ` of ${folder}`} (npm ${command.join(' ')}) …\n`);
  // NODE_ENV=production would leave packages out, and they would be looked for again at each start. An old Node is named by
  // each package that wants a newer one, which it gets.
  const choice = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const [program, ...args] = folders[folder];
  const PATH = program === node ? dirname(node) + delimiter + process.env.PATH : process.env.PATH;
  const options = { cwd: join(root, folder), env: { ...process.env, PATH }, stdio: ['ignore', 2, 2] };
  const run = spawnSync(program, [...args, ...command, ...choice], options);
  if (run.error?.code === 'ENOENT')
    fail(`${program} was not found: install npm (Ubuntu: sudo apt install npm) and start again.`);
  if (run.status !== 0)
    fail(`npm ${command[0]} failed, see above: mend it (network? disk space? permissions?) and start again.`);
}

/** The kernel's lock ends with its holder, so that a killed install blocks nobody. */
export function installAlone(what) {
  const self = [process.execPath, fileURLToPath(import.meta.url), what];
  const run = spawnSync('flock', [join(root, 'detector/package-lock.json'), ...self], { stdio: ['ignore', 2, 2] });
  if (run.error?.code === 'ENOENT') fail('flock was not found: install util-linux and start again.');
  if (run.status !== 0) process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const folder of foldersOf(process.argv[2])) if (!isFolderInstalled(folder)) installFolder(folder);
}
