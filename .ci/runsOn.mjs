/**
 * Whether a clean clone starts, and builds its pages, on a machine with this Node and npm: `runsOn.mjs NODE NPM` (versions, or
 * `latest`). It needs the registry, so it is no part of `npm test`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const ownNpm = join(root, '.config/npm/node_modules/npm/bin/npm-cli.js');
const [nodeVersion, npmVersion] = process.argv.slice(2);
const startLimitMs = 4 * 60_000;
const folder = mkdtempSync(join(tmpdir(), 'active-defense-runs-on-'));
const checkout = join(folder, 'checkout');
const bin = join(folder, 'bin');

function must(program, args, options = {}) {
  const run = spawnSync(program, args, { encoding: 'utf8', ...options });
  if (run.status !== 0) throw new Error(`${program} ${args.join(' ')}:\n${run.stdout}${run.stderr}${run.error ?? ''}`);
  return run;
}

function bringTools() {
  const tools = join(folder, 'tools');
  mkdirSync(tools);
  mkdirSync(bin);
  const packages = [`node-linux-${process.arch}@${nodeVersion}`, `npm@${npmVersion}`];
  must(process.execPath, [ownNpm, 'install', '--prefix', tools, '--no-audit', '--no-fund', ...packages], {
    cwd: tools,
  });
  symlinkSync(join(tools, `node_modules/node-linux-${process.arch}/bin/node`), join(bin, 'node'));
  writeFileSync(join(bin, 'npm'), `#!/bin/sh\nexec node '${tools}/node_modules/npm/bin/npm-cli.js' "$@"\n`);
  chmodSync(join(bin, 'npm'), 0o755);
}

const env = {
  ...process.env,
  ...{ PATH: `${bin}:/usr/sbin:/usr/bin:/sbin:/bin`, HOME: folder },
  ...{ ACTIVE_DEFENSE_DATA_DIR: join(folder, 'data'), ACTIVE_DEFENSE_SYSLOG_PORT: 'off' },
  ...{ ACTIVE_DEFENSE_LIST_PORT: '0', ACTIVE_DEFENSE_API_PORT: '0' },
};

/** Starts the service, waits until it does the work, and ends it as systemd or a person would. */
async function startAndEnd() {
  const child = spawn('npm', ['start'], { cwd: checkout, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve(signal ?? code)));
  const isReady = new Promise((resolve) => {
    const hear = (chunk) => {
      said += chunk;
      if (/^Intake:/m.test(said)) resolve(true);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
  });
  const limit = setTimeout(() => child.kill('SIGKILL'), startLimitMs);
  const ready = await Promise.race([isReady, ended.then(() => false)]);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(limit);
  if (!ready) throw new Error(`npm start did not get to work:\n${said}`);
  const complaints = said.match(/EBADENGINE|npm warn|npm WARN/g) ?? [];
  if (complaints.length > 0) throw new Error(`npm start brings ${complaints.length} complaints of npm:\n${said}`);
}

try {
  bringTools();
  must('git', ['clone', '--quiet', root, checkout]);
  await startAndEnd();
  must('npm', ['run', 'build'], { cwd: checkout, env });
  process.stdout.write(`Node ${must('node', ['--version'], { env }).stdout.trim()}\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
