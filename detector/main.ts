import { createProcessIo } from './cli/processIo.ts';
import { runCli } from './cli/runCli.ts';

// Not `process.exit`: what was written to a pipe must still be flushed.
process.exitCode = await runCli(process.argv.slice(2), createProcessIo());
