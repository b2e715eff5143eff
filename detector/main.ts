import { createProcessIo } from './cli/processIo.ts';
import { runCli } from './cli/runCli.ts';

// Set rather than exited with, so that what was written to a pipe still leaves.
process.exitCode = await runCli(process.argv.slice(2), createProcessIo());
