/** `npm run check` is exactly CI: types, lint, format, dead code and the plugin's build, each counted as one test, and then all tests. */
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { abortOnSignals, installPrograms, lastLine, runTests } from './runTests.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const typescript = 'node_modules/typescript/bin/tsc';
const parts = {
  types: [typescript, '--build', '--force'],
  lint: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'],
  format: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  'dead code': ['node_modules/knip/bin/knip.js', '--no-progress'],
  build: ['.config/build.mjs'],
};
/** What CI adds: it takes minutes, and the registry. */
const platforms = {
  "Ubuntu 24.04's own Node and npm": ['.ci/runsOn.mjs', '18.19.1', '9.2.0'],
  'the newest Node and npm': ['.ci/runsOn.mjs', 'latest', 'latest'],
};

function passes(name, args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  process.stdout.write(status === 0 ? `✔ ${name}\n` : `✖ ${name}\n${stdout}${stderr}`);
  return status === 0;
}

const commands = { ...parts, ...(process.argv[2] === '--platforms' ? platforms : {}) };
const results = Object.entries(commands).map(([name, command]) => passes(name, command));
const passedParts = results.filter((passed) => passed).length;
const failedParts = results.length - passedParts;

const signal = abortOnSignals();
const refusal = installPrograms();
if (refusal !== undefined) process.stderr.write(`${refusal}\n`);
const tests = refusal === undefined ? await runTests([], signal) : { passed: 0, failed: 1, skipped: 0 };
const counts = { ...tests, passed: tests.passed + passedParts, failed: tests.failed + failedParts };
process.stdout.write(`${lastLine(counts)}\n`);
process.exitCode = counts.failed > 0 || tests.passed === 0 || signal.aborted ? 1 : 0;
