import { readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { loadConfiguration } from '../setup/configuration.ts';
import { MendableError, messageOf } from '../errors.ts';
import type { Io } from './io.ts';
import { buildProgram } from './program.ts';

/** Exit statuses: done (help and version, too), failed, wrongly called. */
const exit = { done: 0, failed: 1, usage: 2 } as const;

/** Runs one command; resolves with the process's exit status. What goes wrong is said on standard error. */
export async function runCli(args: readonly string[], io: Io): Promise<number> {
  try {
    await buildProgram(io).parseAsync(args, { from: 'user' });
    return exit.done;
  } catch (error) {
    // Commander has printed what is wrong.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.usage;
    for (const line of linesAbout(error, io)) io.remark(line);
    return exit.failed;
  }
}

function linesAbout(error: unknown, io: Io): string[] {
  if (error instanceof MendableError) return `${error.message} (${error.code})`.split('\n');
  const stack = isDebugging(io) && error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return [`${messageOf(error).replaceAll('\n', ' ')}. This is a defect of the program: please report it.`, ...stack];
}

function isDebugging({ env }: Io): boolean {
  const loaded = loadConfiguration(env, (path) => readFileSync(path, 'utf8'));
  return 'configuration' in loaded && ['trace', 'debug'].includes(loaded.configuration.logLevel);
}
