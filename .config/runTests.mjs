import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { startTestServer, testServerVariable } from '../tests/support/postgres.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const allTests = ['detector/**/*.test.ts', 'src/**/*.test.ts', 'tests/**/*.test.ts'];
const fileTimeoutMs = 15 * 60_000;

/** Programs that tests run for real, and Debian's packages that bring them. */
const programs = {
  chromium: 'chromium',
  rsyslogd: 'rsyslog',
  curl: 'curl',
  openssl: 'openssl',
  flock: 'util-linux',
  fallocate: 'util-linux',
};

/** Installs what the tests run; returns a sentence when it can't. */
export function installPrograms() {
  const missing = missingPackages();
  if (missing.length === 0) return undefined;
  const byHand = `The tests need ${missing.join(', ')}: sudo apt-get install ${missing.join(' ')}`;
  if (process.geteuid() !== 0 || !isThere('apt-get')) return byHand;
  process.stderr.write(`Installing ${missing.join(', ')} (apt-get) …\n`);
  const options = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '--quiet'], options);
  spawnSync('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', ...missing], options);
  return missingPackages().length === 0 ? undefined : `${byHand} (apt-get failed, see above)`;
}

function missingPackages() {
  return [
    ...new Set(
      Object.keys(programs)
        .filter((name) => !isThere(name))
        .map((name) => programs[name]),
    ),
  ];
}

function isThere(program) {
  // An ordinary user's PATH lacks the folders of servers.
  const folders = [...process.env.PATH.split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => existsSync(join(folder, program)));
}

/** Runs test files side by side against one PostgreSQL, and reports while they run. */
export async function runTests(patterns, signal) {
  const given = process.env[testServerVariable];
  const server = given ? undefined : await startTestServer();
  if (server) process.env[testServerVariable] = server.connectionString;
  try {
    return await report(patterns.length > 0 ? patterns : allTests, signal);
  } finally {
    await server?.stop();
  }
}

async function report(globPatterns, signal) {
  const concurrency = Math.max(2, availableParallelism());
  const events = run({ cwd: root, globPatterns, concurrency, timeout: fileTimeoutMs, signal });
  let counts;
  events.on('test:summary', (summary) => {
    if (summary.file === undefined) counts = summary.counts;
  });
  for await (const text of events.compose(spec)) process.stdout.write(text);
  return {
    passed: counts?.passed ?? 0,
    failed: (counts?.failed ?? 1) + (counts?.cancelled ?? 0),
    skipped: (counts?.skipped ?? 0) + (counts?.todo ?? 0),
  };
}

/** The last line of a run, which others read; a run that tested nothing has failed. */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Aborts when the terminal, npm or the system ends this process, so that it can clean up. */
export function abortOnSignals() {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => controller.abort());
  process.once('disconnect', () => controller.abort());
  process.channel?.unref();
  return controller.signal;
}
