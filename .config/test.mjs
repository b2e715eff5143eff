/** `npm test`: all tests, or those of the files and patterns given. The last line is `N passed, N failed`. */
import { abortOnSignals, installPrograms, lastLine, runTests } from './runTests.mjs';

const refusal = installPrograms();
if (refusal !== undefined) {
  process.stderr.write(`${refusal}\n`);
  process.stdout.write(`${lastLine({ passed: 0, failed: 1, skipped: 0 })}\n`);
  process.exit(1);
}
const signal = abortOnSignals();
const counts = await runTests(process.argv.slice(2), signal);
process.stdout.write(`${lastLine(counts)}\n`);
process.exitCode = counts.failed > 0 || counts.passed === 0 || signal.aborted ? 1 : 0;
